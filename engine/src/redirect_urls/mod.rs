//! The register of redirect URLs: merchant pages that result pages may lead to.

mod create;
mod delete;
mod edit;
mod list;
mod view;

use domain::{Timestamp, id::RedirectUrlId};

/// A URL in the register of an account and mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredUrl {
    pub id: RedirectUrlId,
    /// As browsers write it; compared exactly.
    pub url: String,
    pub created_at: Timestamp,
}
