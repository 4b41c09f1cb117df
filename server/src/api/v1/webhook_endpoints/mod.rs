//! `/api/v1/webhook_endpoints`

mod create;
mod delete;
mod edit;
mod list;
mod parts;
mod retry_failed;
mod rotate_secret;
mod test;
mod view;

use axum::{
    Router,
    routing::{get, post},
};

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
        .route("/{id}/test", post(test::test))
        .route("/{id}/rotate_secret", post(rotate_secret::rotate_secret))
        .route("/{id}/retry_failed", post(retry_failed::retry_failed))
}
