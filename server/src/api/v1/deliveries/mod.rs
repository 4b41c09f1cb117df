//! `/api/v1/deliveries`

mod list;
mod retry;
mod view;

use axum::{
    Router,
    routing::{get, post},
};

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new()
        .route("/", get(list::list))
        .route("/{id}", get(view::view))
        .route("/{id}/retry", post(retry::retry))
}
