//! What the pages of links carry to the browser.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::{dashboard::fragment::Fragment, ui::select::Choice};

/// One link: its name for the title, and everything else rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPage {
    pub name: String,
    pub body: Fragment,
}

/// What the form of a new link offers and starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormStart {
    pub draft: Draft,
    pub destinations: Vec<Choice>,
    pub redirect_urls: Vec<String>,
    /// `Asia/Dubai (UTC+4)`.
    pub time_zone: String,
    /// What a slug is appended to.
    pub url_prefix: String,
    /// The earliest expiry a control should offer.
    pub earliest: String,
    /// The checkout as the draft would have it.
    pub preview: Fragment,
}
