//! `/api/v1/deliveries`

mod list;
mod retry;
mod view;

use crate::routes::{Routes, get, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(list::list))
        .route("/{id}", get(view::view))
        .route("/{id}/retry", post(retry::retry))
}
