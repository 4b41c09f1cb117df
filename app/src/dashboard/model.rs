//! What all dashboard pages carry: strings ready to show and a few choices.

use serde::{Deserialize, Serialize};

/// The signed-in person and the account they look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub account: String,
    pub email: String,
    pub test_mode: bool,
}

/// A moment in the account's time zone and the viewer's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// `Today`, `30 June`, `30 June 2025`.
    pub day: String,
    /// `23:59`.
    pub time: String,
    /// `in 9 days`, `3 minutes ago`.
    pub relative: String,
    /// For machines, in UTC.
    pub iso: String,
}
