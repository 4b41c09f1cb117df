//! `/api/v1/usages`

mod view;

use axum::{Router, routing::get};
use engine::{shown::ShownUsage, usages::Usage};

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new().route("/{id}", get(view::view))
}

pub(super) fn show(remit: &Remit, usage: Usage) -> ShownUsage {
    ShownUsage::new(usage, remit.engine.base())
}
