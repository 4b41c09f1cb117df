//! `/api/v1/events`

mod deliveries;
mod list;
mod view;

use axum::{Router, routing::get};

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new()
        .route("/", get(list::list))
        .route("/{id}", get(view::view))
        .route("/{id}/deliveries", get(deliveries::deliveries))
}
