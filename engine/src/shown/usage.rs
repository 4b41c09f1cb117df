//! A usage as the API shows it.

use domain::{
    Mode,
    id::{CustomerId, LinkId, PaymentId, UsageId},
    identifier::{Collected, IdentifierKind},
    payment::PaymentStatus,
    usage::{UsageStatus, event::FailureCode},
};
use schemars::JsonSchema;
use serde::Serialize;

use super::moment;
use crate::usages::Usage;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Usage")]
pub struct ShownUsage {
    pub id: UsageId,
    #[schemars(extend("const" = "usage"))]
    pub object: &'static str,
    pub mode: Mode,
    pub payment_link_id: LinkId,
    pub status: UsageStatus,
    /// Decimal, in the currency's own precision.
    #[schemars(extend("pattern" = super::AMOUNT))]
    pub amount: String,
    #[schemars(with = "domain::Currency")]
    pub currency: &'static str,
    /// What the customer entered.
    pub identifiers: Vec<ShownAnswer>,
    pub payment_id: Option<PaymentId>,
    pub payment_status: Option<PaymentStatus>,
    pub customer_id: Option<CustomerId>,
    pub failure: Option<ShownFailure>,
    /// The customer's result page.
    pub page_url: String,
    pub started_at: String,
    /// When it expires unless the customer comes back from the bank.
    pub expires_at: String,
    /// When it became final.
    pub finished_at: Option<String>,
    /// When the bank took an accepted payment back.
    pub reversed_at: Option<String>,
}

/// What the customer gave for one field.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "UsageIdentifier")]
pub struct ShownAnswer {
    pub key: String,
    #[serde(rename = "type")]
    pub kind: IdentifierKind,
    pub label: String,
    pub value: Option<String>,
}

/// Why it failed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "UsageFailure")]
pub struct ShownFailure {
    pub code: FailureCode,
    pub message: String,
}

impl ShownUsage {
    pub fn new(usage: Usage, base: &str) -> Self {
        let answer = |Collected { key, kind, label, value, .. }| ShownAnswer { key, kind, label, value };
        Self {
            id: usage.id,
            object: "usage",
            mode: usage.mode,
            payment_link_id: usage.link_id,
            status: usage.state.status(),
            amount: usage.money.decimal(),
            currency: usage.money.currency().code(),
            identifiers: usage.collected.into_iter().map(answer).collect(),
            payment_id: usage.payment.as_ref().map(|payment| payment.id),
            payment_status: usage.payment.as_ref().map(|payment| payment.status),
            customer_id: usage.customer_id,
            failure: usage
                .failure
                .map(|failure| ShownFailure { code: failure.code, message: failure.message }),
            page_url: format!("{base}/u/{}", usage.token),
            started_at: moment(usage.started_at),
            expires_at: moment(usage.expires_at),
            finished_at: usage.finished_at.map(moment),
            reversed_at: usage.reversed_at.map(moment),
        }
    }
}
