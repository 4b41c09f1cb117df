//! What the public pages carry: strings ready to show and a few choices.

mod failure;

use domain::{Locale, Tone, identifier, identifier::Identifier, payment::PaymentStatus, usage::UsageStatus};

pub use self::failure::{Failure, Turned};
use super::form::check;
use crate::i18n::{checkout, format::Amount};

/// A public page.
#[derive(Clone, Debug)]
pub struct Page {
    pub locale: Locale,
    /// Path and query of this page, from which the language links are made.
    pub path: String,
    pub test_mode: bool,
    /// Whose page it is; nobody's when the link is unknown.
    pub merchant: Option<Merchant>,
    pub assets: Assets,
    pub body: Body,
}

/// The merchant as a customer knows it.
#[derive(Clone, Debug, Default)]
pub struct Merchant {
    pub name: String,
    pub tone: Tone,
    pub support_email: Option<String>,
    pub support_phone: Option<String>,
}

/// URLs of what a page loads, from the manifest.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub css: String,
    pub js: String,
    /// Loaded by the script; named so that the browser can start early.
    pub wasm: String,
    pub icon: String,
    /// What is shown where a link is sent; absolute, for it is loaded from elsewhere.
    pub card: String,
}

/// What the page is about.
#[derive(Clone, Debug)]
pub enum Body {
    Checkout(Box<Checkout>),
    /// With the moment it expired, when known.
    Expired {
        at: Option<String>,
    },
    Disabled,
    /// `single`: it was made for one payment.
    Used {
        single: bool,
    },
    Deleted,
    Full(Full),
    /// No link has this address.
    Unknown,
    Result(Box<Outcome>),
    Receipt(Box<Proof>),
    Failure(Failure),
}

/// The page with the form.
#[derive(Clone, Debug)]
pub struct Checkout {
    pub bill: Bill,
    /// An attempt of this browser that waits for the bank.
    pub waiting: Option<Waiting>,
    pub form: Form,
    /// The link's whole address, for who shows a preview of it.
    pub url: String,
}

/// What is paid for.
#[derive(Clone, Debug)]
pub struct Bill {
    pub title: Option<String>,
    pub description: Option<String>,
    pub amount: Amount,
    pub reference: String,
    pub pay_before: Option<Deadline>,
}

/// A moment to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// In words, with the city whose clock it is.
    pub text: String,
    /// Given when it is near, so that the page counts down and then asks again.
    pub seconds_left: Option<u32>,
}

/// The form, as the server renders it and the browser takes it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub locale: Locale,
    /// Where it is sent: this page's own path, with the language if that was forced.
    pub action: String,
    /// The amount in one piece, for the button.
    pub amount: String,
    pub fields: Vec<Field>,
    pub banks: Vec<Bank>,
    pub bank_error: bool,
    /// Makes a double tap or a re-send one usage.
    pub attempt: String,
    /// The token of the attempt that this one goes on from.
    pub earlier: Option<String>,
    pub alert: Option<Alert>,
}

impl Form {
    /// Whether the customer has something to correct.
    pub fn has_errors(&self) -> bool {
        self.bank_error || self.fields.iter().any(|field| field.error.is_some())
    }
}

/// A field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub identifier: Identifier,
    /// The merchant's label or the type's default.
    pub label: String,
    /// What the customer typed or the URL prefilled.
    pub value: String,
    pub error: Option<String>,
    /// An email address they may have meant.
    pub advice: Option<String>,
}

impl Field {
    /// A field with this value, not checked yet.
    pub fn new(locale: Locale, identifier: Identifier, value: String) -> Self {
        let default = || checkout::default_label(locale, identifier.kind).to_owned();
        let label = identifier.display_label.clone().unwrap_or_else(default);
        let advice = check::advice(&identifier, &value);
        Self { identifier, label, value, error: None, advice }
    }

    /// The same field with what its value lacks.
    #[must_use]
    pub fn with_error(mut self, locale: Locale, error: identifier::ValueError) -> Self {
        self.error = Some(checkout::value_error(locale, self.identifier.kind, &self.label, error));
        self
    }
}

/// A bank the customer may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bank {
    pub id: String,
    pub name: String,
    /// Its names in the other languages, by which it can be found too.
    pub also: String,
    pub tone: Tone,
    /// The one this browser paid with before.
    pub last_used: bool,
    pub checked: bool,
}

/// Trouble beyond any field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alert {
    /// This bank, by its name, cannot be reached: another may.
    BankUnreachable(String),
    /// No bank can be reached.
    NoBank,
    /// The form came without the token that a page of ours puts in.
    OutOfDate,
    /// This number has paid the link already.
    PaidBefore,
}

/// An attempt that waits for the customer's approval at the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The bank's name.
    pub bank: String,
    /// Until when it is held.
    pub until: Deadline,
    /// Answers and streams what becomes of it.
    pub status_url: String,
    /// Where the button is sent that leads back to the bank.
    pub back: String,
    /// The form with every field kept, while the link takes payments.
    pub change: Option<String>,
    /// The bank could not be reached just now.
    pub unreachable: bool,
}

/// All places are being paid for.
#[derive(Clone, Debug)]
pub struct Full {
    /// When a place becomes free if nobody pays for it; the text is a time of day.
    pub until: Option<Deadline>,
    /// Answers `{"page": …}` while the customer waits.
    pub status_url: String,
    pub single: bool,
    /// What was sent with Pay, to be sent again.
    pub resend: Option<Resend>,
}

/// A form that was filled in already.
#[derive(Clone, Debug)]
pub struct Resend {
    pub action: String,
    /// Names and values, as they were typed.
    pub fields: Vec<(String, String)>,
}

/// How a payment ended, or that it has not yet.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub usage_status: UsageStatus,
    pub payment_status: Option<PaymentStatus>,
    pub ending: Ending,
    /// The amount in one piece.
    pub amount: String,
    pub receipt: Receipt,
    /// Answers `{"usage_status", "payment_status", "page"}` while something may still change.
    pub status_url: String,
    /// The merchant's page, with the signed parameters.
    pub redirect_url: Option<String>,
    /// The receipt's page, once there is one.
    pub receipt_url: Option<String>,
}

/// A receipt, to print or to save.
#[derive(Clone, Debug)]
pub struct Proof {
    pub usage_status: UsageStatus,
    pub payment_status: Option<PaymentStatus>,
    /// When the bank took the payment back, if it did.
    pub taken_back: Option<String>,
    pub amount: Amount,
    pub receipt: Receipt,
    /// What the customer entered: label and value.
    pub entered: Vec<(String, String)>,
    /// The result page.
    pub back: String,
}

/// What a receipt names beside the amount. What is unknown yet is left out.
#[derive(Clone, Debug, Default)]
pub struct Receipt {
    pub title: Option<String>,
    pub reference: String,
    pub bank: Option<String>,
    pub date: Option<String>,
    pub payment_id: Option<String>,
}

/// The kinds of ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The bank accepted the payment; `settled`: the money has moved.
    Paid {
        settled: bool,
    },
    /// The customer has not come back from the bank yet.
    Waiting(Waiting),
    /// The bank has not told us yet; `long`: it takes longer than banks usually do.
    Checking {
        long: bool,
    },
    /// With the reason as a sentence, and where to try again when the link allows.
    Failed {
        reason: String,
        try_again: Option<String>,
    },
    /// The customer did not authorise in time.
    Expired {
        try_again: Option<String>,
    },
    Held,
    /// Accepted first, rejected later.
    Reversed,
}

impl Ending {
    /// Whether the page should ask for news.
    pub const fn may_change(&self) -> bool {
        matches!(self, Self::Waiting(_) | Self::Checking { .. } | Self::Held)
    }
}
