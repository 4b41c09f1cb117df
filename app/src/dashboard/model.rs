//! What all dashboard pages carry: strings ready to show and a few choices.

use serde::{Deserialize, Serialize};

/// The signed-in person and the account they look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub account: String,
    pub email: String,
    pub test_mode: bool,
}
