//! What the pages of links carry to the browser.

use domain::link::LinkStatus;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::ui::{select::Choice, tone::Tone};

/// A part of a page as the server has rendered it, for the browser to put in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment(pub String);

/// One link: what its buttons need to know, and the rest rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPage {
    pub id: String,
    pub name: String,
    pub status: LinkStatus,
    /// Attempts under way.
    pub reserved: u32,
    pub heading: Fragment,
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
    /// Its city in each language.
    pub cities: [String; 3],
    /// What a slug is appended to.
    pub url_prefix: String,
    pub merchant: String,
    pub banks: Vec<PreviewBank>,
    pub test_mode: bool,
    /// The earliest expiry a control should offer.
    pub earliest: String,
}

/// A bank of the preview, with its name in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewBank {
    pub names: [String; 3],
    pub tone: Tone,
}
