//! Where a payment attempt stands.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The status everybody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UsageStatus {
    Started,
    PaymentCreated,
    Failed,
    Expired,
}

impl UsageStatus {
    pub const ALL: [Self; 4] = [Self::Started, Self::PaymentCreated, Self::Failed, Self::Expired];

    /// The word of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Started => "STARTED",
            Self::PaymentCreated => "PAYMENT_CREATED",
            Self::Failed => "FAILED",
            Self::Expired => "EXPIRED",
        }
    }
}

/// The exact state, as the database keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UsageState {
    /// Pay was pressed; the customer is on the way to or at the bank.
    AwaitingCustomer,
    /// Claimed: the payment order is being sent, or its fate is not known yet. Cannot expire.
    Submitting,
    /// The bank accepted the payment.
    PaymentCreated,
    /// The bank accepted the payment and reversed it later. Keeps its slot and its status.
    Reversed,
    Failed,
    Expired,
}

impl UsageState {
    pub const ALL: [Self; 6] = [
        Self::AwaitingCustomer,
        Self::Submitting,
        Self::PaymentCreated,
        Self::Reversed,
        Self::Failed,
        Self::Expired,
    ];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingCustomer => "awaiting_customer",
            Self::Submitting => "submitting",
            Self::PaymentCreated => "payment_created",
            Self::Reversed => "reversed",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }

    /// The status everybody sees.
    pub const fn status(self) -> UsageStatus {
        match self {
            Self::AwaitingCustomer | Self::Submitting => UsageStatus::Started,
            Self::PaymentCreated | Self::Reversed => UsageStatus::PaymentCreated,
            Self::Failed => UsageStatus::Failed,
            Self::Expired => UsageStatus::Expired,
        }
    }

    /// Whether a usage in this state holds a slot of its link.
    pub const fn holds_slot(self) -> bool {
        matches!(self.status(), UsageStatus::Started | UsageStatus::PaymentCreated)
    }
}

/// The text named no usage status or state.
#[derive(Debug, thiserror::Error)]
#[error("a usage status is one of STARTED, PAYMENT_CREATED, FAILED, EXPIRED")]
pub struct UnknownUsageStatus;

impl FromStr for UsageStatus {
    type Err = UnknownUsageStatus;

    fn from_str(text: &str) -> Result<Self, UnknownUsageStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownUsageStatus)
    }
}

impl FromStr for UsageState {
    type Err = UnknownUsageStatus;

    fn from_str(text: &str) -> Result<Self, UnknownUsageStatus> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownUsageStatus)
    }
}
