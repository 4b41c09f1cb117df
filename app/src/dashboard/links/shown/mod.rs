//! Lists and details, rendered by the server alone.
//!
//! The cast: [`list`], [`narrow`] and [`link`] links, [`usages`], [`usage_narrow`] and [`usage`] usages, [`results`]
//! what a link has brought, `views` saved filters, [`adding`] the fields of what a new link adds to the settings,
//! `statuses` badges and counts;
//! here, what each of them shows: strings ready to show and a few choices.

pub mod adding;
pub mod link;
pub mod list;
pub mod narrow;
pub mod results;
pub mod statuses;
pub mod usage;
pub mod usage_narrow;
pub mod usages;
pub mod views;

pub use crate::dashboard::desk::{Listed, Total};

use crate::dashboard::format::When;
use domain::{identifier::IdentifierKind, link::LinkStatus, payment::PaymentStatus, usage::UsageState};

/// The slots of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub completed: u32,
    /// Started and not ended yet.
    pub reserved: u32,
    pub most: u32,
}

/// A link in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRow {
    pub id: String,
    /// The merchant's name for it, else what its customers see.
    pub name: String,
    pub reference: String,
    pub status: LinkStatus,
    pub amount: String,
    pub counts: Counts,
    pub expires: Option<When>,
}

/// The list of links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinksPage {
    pub listed: Listed<LinkRow>,
    pub narrow: narrow::Narrow,
    pub views: Vec<views::View>,
    /// What the form of the chosen links sends along.
    pub csrf: String,
    /// Where the API is, for the command that makes a first link.
    pub api_url: String,
}

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDetail {
    pub id: String,
    pub name: String,
    /// What the merchant calls it; nothing where its title or reference stands for that.
    pub own_name: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub status: LinkStatus,
    pub amount: String,
    pub reference: String,
    pub counts: Counts,
    pub expires: Option<When>,
    pub created: When,
    pub url: String,
    pub slug: String,
    pub fields: Vec<LinkField>,
    /// Whose account it fills, and enough of its number to know it.
    pub destination: Option<String>,
    /// Whom it is for.
    pub customer: Option<BoundTo>,
    pub redirect_url: Option<String>,
    pub cancel_url: Option<String>,
    /// The registered ones, to choose from.
    pub redirect_urls: Vec<String>,
    pub results: results::Results,
    /// Who did what, newest first.
    pub activity: Vec<Step>,
    /// Whom the link turned away, newest first.
    pub turned: Vec<TurnedRow>,
    /// The link that took its place.
    pub successor: Option<Named>,
    /// The earliest expiry that a form about it should offer.
    pub earliest: String,
    /// The zone of its moments: `Asia/Dubai (UTC+4)`.
    pub zone: String,
}

/// A customer that something is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundTo {
    pub id: String,
    /// Nothing once the record was deleted.
    pub name: Option<String>,
}

/// Another link, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// Customers who were turned away in one minute for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedRow {
    /// What the page said.
    pub why: &'static str,
    /// What they had done.
    pub did: &'static str,
    /// How many, when it was not one alone.
    pub times: Option<String>,
    pub at: String,
    pub iso: String,
}

/// A field of a link's checkout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkField {
    pub label: String,
    pub kind: IdentifierKind,
    pub required: bool,
    pub limit: Option<u16>,
}

/// A usage in a link's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageRow {
    pub id: String,
    pub started: When,
    pub finished: Option<When>,
    /// What the customer entered.
    pub entered: Vec<Entered>,
    pub state: UsageState,
    pub payment: Option<PaymentStatus>,
    pub amount: String,
}

/// One usage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageDetail {
    pub id: String,
    pub state: UsageState,
    pub amount: String,
    pub bank: String,
    pub entered: Vec<Entered>,
    pub link_id: String,
    /// Why nothing was paid.
    pub why: Option<Why>,
    pub payment: Option<PaymentDetail>,
    pub customer_id: Option<String>,
    /// Newest first.
    pub timeline: Vec<Step>,
    /// The result page the customer sees.
    pub page_url: String,
}

/// Why a usage came to nothing, and what the merchant can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    pub reason: String,
    pub advice: &'static str,
}

/// What a customer entered into one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    pub label: String,
    pub value: Option<String>,
    pub phone: bool,
}

/// The payment of a usage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentDetail {
    pub id: String,
    pub status: PaymentStatus,
    pub bank_payment_id: Option<String>,
    /// The bank's own words: its status, and its reason when there is one.
    pub bank_says: Option<String>,
    pub paid_to: String,
    pub reference: String,
}

/// Something that happened to a usage or a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub text: String,
    pub at: String,
    pub iso: String,
}
