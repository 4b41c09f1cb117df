//! `/api/v1/payments`

mod list;
mod view;

use crate::routes::{Routes, get};

pub(super) fn routes() -> Routes {
    Routes::new().route("/", get(list::list)).route("/{id}", get(view::view))
}
