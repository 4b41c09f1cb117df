//! What the pages of links carry to the browser.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::{dashboard::fragment::Fragment, ui::select::Choice};

/// One thing on a page of its own: its name for the title, and everything else rendered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPage {
    pub name: String,
    pub body: Fragment,
}

/// What the form of a new link offers and starts with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormStart {
    pub draft: Draft,
    /// Makes a form that is sent again, because no answer came, one link.
    pub attempt: String,
    /// Under which the browser keeps what is typed: of this account and mode, and of the link it is a copy of.
    pub draft_key: String,
    /// Why the currency is the one it is, if there is a reason.
    pub currency_hint: Option<String>,
    pub destinations: Vec<Choice>,
    pub redirect_urls: Vec<Choice>,
    /// The newest of those a link can be bound to.
    pub customers: Vec<Choice>,
    /// There are more of them, to be searched.
    pub more_customers: bool,
    /// The fields of a new one, for those who may add it.
    pub adding_customer: Option<Fragment>,
    /// `Time in Dubai: Asia/Dubai (UTC+4)`.
    pub zone: String,
    /// Moments to expire at, as the control writes them.
    pub presets: Vec<Choice>,
    /// What a slug is appended to.
    pub url_prefix: String,
    /// The earliest expiry a control should offer.
    pub earliest: String,
    /// The checkout as the draft would have it.
    pub preview: Picture,
    /// The forms that add to the settings, for those who may.
    pub adding: Option<AddingForms>,
}

/// What is typed into them can be added without leaving the form of the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddingForms {
    pub destination: Fragment,
    pub url: Fragment,
}

/// What became of something to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Added {
    /// It is there: everything there is to choose from now, and which of it is new.
    Made { choices: Vec<Choice>, value: String },
    /// The form again with every value, and the errors beside its fields.
    Wrong(Fragment),
}

/// What the phone shows of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub screen: Fragment,
    /// When the link would expire, in words; empty when never, or when the time is none.
    pub expires: String,
}

/// The pages a customer may come to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Screen {
    /// As it opens.
    #[default]
    Form,
    /// Filled in, at the choice of a bank.
    Bank,
    /// Every place is being paid for.
    Full,
    Paid,
    /// Paid, with the button that leads to the merchant's page.
    Button,
}

impl Screen {
    pub const ALL: [Self; 5] = [Self::Form, Self::Bank, Self::Full, Self::Paid, Self::Button];
}
