//! `/api/v1/usages`

pub(super) mod expand;
mod view;

use axum::{Router, routing::get};

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new().route("/{id}", get(view::view))
}
