//! Usages: payment attempts through a link. One operation a file.
//!
//! The cast: [`start`](Engine::start_usage) takes a slot, and `authorise` sends the customer to the bank;
//! [`return_from_bank`](Engine::return_from_bank) claims the usage when the customer comes back;
//! `pursue` takes a claimed usage as far as the bank lets it, again and again until its fate is known;
//! `apply` is the one place where a transition is written.

mod apply;
mod authorise;
mod callback;
mod collect;
mod expire;
mod hear;
mod history;
mod list;
mod pursue;
#[cfg(test)]
mod scenarios;
mod start;
mod take;
mod view;

use domain::{
    Locale, Mode, Money, Timestamp,
    id::{AccountId, CustomerId, LinkId, PaymentId, UsageId},
    identifier::{Collected, IdentifierKind},
    payment::PaymentStatus,
    usage::{UsageState, event::FailureCode},
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

pub(crate) use pursue::LEASE_MILLIS;

pub use callback::{BankOutcome, BankReturn};
pub use history::UsageHistory;
pub use list::{PaymentFilter, UsageFilter};
pub use start::{Start, StartUsage};
pub use view::UsagePage;

use crate::payments::order::{AuthorisationKeys, Order};

/// One payment attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Usage {
    pub id: UsageId,
    pub account: AccountId,
    pub mode: Mode,
    pub link_id: LinkId,
    /// Names the public page `/u/{token}`; secret to the customer and the merchant.
    pub token: String,
    pub state: UsageState,
    pub money: Money,
    pub collected: Vec<Collected>,
    pub snapshot: Snapshot,
    pub bank_id: String,
    pub customer_id: Option<CustomerId>,
    pub failure: Option<Failure>,
    /// The payment at the bank, once an order was about to be sent.
    pub payment: Option<PaymentBrief>,
    pub started_at: Timestamp,
    /// When an unanswered attempt expires.
    pub expires_at: Timestamp,
    /// When the customer came back with an approval.
    pub claimed_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub reversed_at: Option<Timestamp>,
}

/// The terms the customer saw, kept as they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub title: Option<String>,
    pub description: Option<String>,
    pub reference: String,
    pub merchant: String,
    pub locale: Locale,
    pub redirect_url: Option<String>,
    pub cancel_url: Option<String>,
}

/// The phone number among what was collected, in its one form.
pub(crate) fn phone(collected: &[Collected]) -> Option<&str> {
    collected.iter().find(|one| one.kind == IdentifierKind::MobilePhone)?.value.as_deref()
}

/// Why a usage failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub code: FailureCode,
    /// For the merchant, in English.
    pub message: String,
}

impl Failure {
    /// The failure with its standard words.
    pub fn new(code: FailureCode) -> Self {
        Self { code, message: code.message().to_owned() }
    }
}

/// A usage's payment in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentBrief {
    pub id: PaymentId,
    pub status: PaymentStatus,
}

/// Where the bank wants the customer, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Redirect {
    pub url: String,
    pub pushed_at: Timestamp,
}

/// The talk with the bank about one usage: persisted before each step, so that any server can go on.
#[derive(Clone, Debug)]
pub(crate) struct AuthorisationRecord {
    pub usage: UsageId,
    pub bank: String,
    pub keys: AuthorisationKeys,
    pub order: Order,
    pub consent_id: Option<String>,
    pub redirect: Option<Redirect>,
    pub code: Option<SecretString>,
    pub token: Option<SecretString>,
    /// How often the bank was asked since the claim.
    pub tries: u32,
    pub created_at: Timestamp,
}
