//! `/api/v1/usages`

pub(in crate::api) mod expand;
mod view;

use crate::routes::{Routes, get};

pub(super) fn routes() -> Routes {
    Routes::new().route("/{id}", get(view::view))
}
