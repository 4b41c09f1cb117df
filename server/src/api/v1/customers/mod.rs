//! `/api/v1/customers`

mod create;
mod delete;
mod edit;
mod list;
mod view;

use crate::routes::{Routes, get};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
}
