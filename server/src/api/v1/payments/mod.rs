//! `/api/v1/payments`

mod list;
mod view;

use crate::Remit;
use axum::{Router, routing::get};

pub(super) fn routes() -> Router<Remit> {
    Router::new().route("/", get(list::list)).route("/{id}", get(view::view))
}
