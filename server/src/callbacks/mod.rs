//! Where banks send customers back to.

mod bank;

use axum::{Router, routing::get};

use crate::Remit;

pub(crate) fn routes() -> Router<Remit> {
    Router::new().route("/callbacks/bank", get(bank::back))
}
