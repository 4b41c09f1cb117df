//! The plain forms of customers, which work without a script. One that is wrong is answered with its page again,
//! every value kept; what was entered stays out of addresses and logs.

mod again;
mod create;
mod delete;
mod edit;

use crate::routes::{Routes, post};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/customers/new", post(create::create))
        .route("/customers/{id}/edit", post(edit::edit))
        .route("/customers/{id}/delete", post(delete::delete))
}
