//! `/api/v1/webhook_endpoints`

mod create;
mod delete;
mod edit;
mod list;
mod parts;
pub(in crate::api) mod retry_failed;
mod rotate_secret;
mod test;
mod view;

use crate::routes::{Routes, get, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
        .route("/{id}/test", post(test::test))
        .route("/{id}/rotate_secret", post(rotate_secret::rotate_secret))
        .route("/{id}/retry_failed", post(retry_failed::retry_failed))
}
