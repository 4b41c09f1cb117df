//! What a letter says, as facts: the words are the mailer's.

use domain::{
    Mode, Money, Timestamp,
    id::{EndpointId, LinkId, PaymentId, UsageId, UserId},
    webhook::DisabledReason,
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::{accounts::Account, usages::Usage, webhooks::Endpoint};

/// A letter of nobody's interest any more is not sent.
const TWO_DAYS: i64 = 48 * 3_600_000;
const ONE_HOUR: i64 = 3_600_000;

/// Everything that Remit writes to people.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// To a customer: the bank has accepted the payment.
    Receipt(PaymentFacts),
    /// To the merchant: somebody has paid.
    PaymentMade(PaymentFacts),
    /// To the merchant: the bank took a payment back.
    PaymentReversed(PaymentFacts),
    /// To the merchant: a webhook endpoint was given up.
    EndpointDisabled(EndpointFacts),
    /// To a user who has forgotten the password.
    PasswordReset {
        user: UserId,
        /// Made when the letter is sent, and kept only as a hash.
        #[serde(skip)]
        token: Option<SecretString>,
    },
}

/// A payment, as both sides may be told of it.
#[derive(Clone, Serialize, Deserialize)]
pub struct PaymentFacts {
    pub mode: Mode,
    pub merchant: String,
    /// How a customer reaches the merchant.
    pub contact: Option<String>,
    /// The merchant's, an IANA name.
    pub time_zone: String,
    pub money: Money,
    pub title: Option<String>,
    pub reference: String,
    /// When the bank accepted it, or took it back.
    pub at: Timestamp,
    pub link: LinkId,
    pub usage: UsageId,
    pub payment: Option<PaymentId>,
    /// Names the usage's public page.
    pub page: String,
}

impl PaymentFacts {
    pub(super) fn new(account: Account, usage: &Usage, now: Timestamp) -> Self {
        let snapshot = usage.snapshot.clone();
        Self {
            mode: usage.mode,
            merchant: account.name.to_string(),
            contact: account.contact_email,
            time_zone: account.time_zone,
            money: usage.money,
            title: snapshot.title,
            reference: snapshot.reference,
            at: usage.reversed_at.or(usage.finished_at).unwrap_or(now),
            link: usage.link_id,
            usage: usage.id,
            payment: usage.payment.map(|payment| payment.id),
            page: usage.token.clone(),
        }
    }
}

/// An endpoint that was given up, as its merchant is told of it.
#[derive(Clone, Serialize, Deserialize)]
pub struct EndpointFacts {
    pub mode: Mode,
    pub merchant: String,
    /// The merchant's, an IANA name.
    pub time_zone: String,
    pub endpoint: EndpointId,
    pub url: String,
    pub reason: DisabledReason,
    pub at: Timestamp,
}

impl EndpointFacts {
    pub(super) fn new(account: Account, endpoint: &Endpoint, reason: DisabledReason, at: Timestamp) -> Self {
        Self {
            mode: endpoint.mode,
            merchant: account.name.to_string(),
            time_zone: account.time_zone,
            endpoint: endpoint.id,
            url: endpoint.url.clone(),
            reason,
            at,
        }
    }
}

impl Letter {
    /// The word in the database and in logs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Receipt(_) => "receipt",
            Self::PaymentMade(_) => "payment_made",
            Self::PaymentReversed(_) => "payment_reversed",
            Self::EndpointDisabled(_) => "endpoint_disabled",
            Self::PasswordReset { .. } => "password_reset",
        }
    }

    /// How long it is worth sending, in milliseconds. Nobody waits longer than an hour for a new password.
    pub const fn worth_sending_for(&self) -> i64 {
        match self {
            Self::PasswordReset { .. } => ONE_HOUR,
            _ => TWO_DAYS,
        }
    }
}
