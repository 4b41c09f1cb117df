//! `/api/v1/customers`

mod create;
mod delete;
mod edit;
mod list;
mod view;

use axum::{Router, routing::get};

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
}
