//! The plain forms of customers, which work without a script. One that is wrong is answered with its page again,
//! every value kept; what was entered stays out of addresses and logs.

mod again;
mod create;
mod delete;
mod edit;

use crate::{
    problem::Problem,
    routes::{Routes, post},
    session::SignedIn,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/customers/new", post(create::create))
        .route("/customers/{id}/edit", post(edit::edit))
        .route("/customers/{id}/delete", post(delete::delete))
}

/// A form as it was sent.
pub(super) type Pairs = Vec<(String, String)>;

/// Refuses a form of another session.
pub(super) fn check(signed_in: &SignedIn, entered: &Pairs) -> Result<(), Problem> {
    let csrf = entered.iter().find(|(name, _)| name == "csrf").map_or("", |(_, value)| value);
    signed_in.check(csrf)
}
