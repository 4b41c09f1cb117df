//! What can happen to a payment attempt.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Something that happened to a usage, in the words of the transition table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UsageEvent {
    /// The bank could not be reached before the customer was sent there.
    BankUnavailable,
    /// The customer declined or cancelled at the bank.
    CustomerDeclined,
    /// The customer came back with the bank's approval: claims the usage for submission.
    CustomerApproved,
    /// The time to come back from the bank is over.
    DeadlinePassed,
    /// The bank definitely made no payment of the order: refused, no funds, or it was never sent.
    OrderRefused,
    /// The payment exists and is pending, or its fate is not known.
    PaymentPending,
    /// The bank holds the payment.
    PaymentHeld,
    /// The bank accepted the payment.
    PaymentAccepted,
    /// The money has left the payer.
    PaymentSettled,
    /// The bank rejected or reversed the payment.
    PaymentRejected,
}

impl UsageEvent {
    pub const ALL: [Self; 10] = [
        Self::BankUnavailable,
        Self::CustomerDeclined,
        Self::CustomerApproved,
        Self::DeadlinePassed,
        Self::OrderRefused,
        Self::PaymentPending,
        Self::PaymentHeld,
        Self::PaymentAccepted,
        Self::PaymentSettled,
        Self::PaymentRejected,
    ];
}

impl From<crate::payment::PaymentStatus> for UsageEvent {
    fn from(status: crate::payment::PaymentStatus) -> Self {
        use crate::payment::PaymentStatus;
        match status {
            PaymentStatus::Pending => Self::PaymentPending,
            PaymentStatus::Held => Self::PaymentHeld,
            PaymentStatus::Accepted => Self::PaymentAccepted,
            PaymentStatus::Settled => Self::PaymentSettled,
            PaymentStatus::Rejected => Self::PaymentRejected,
        }
    }
}

/// Why a usage failed. The code is part of the API; the page has the words in the customer's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The customer declined or cancelled at the bank.
    Declined,
    InsufficientFunds,
    BankUnavailable,
    /// The bank rejected the payment.
    Rejected,
    /// The customer went back and pressed Pay with another bank or other details.
    Replaced,
    /// The approval could not be used: it expired at the bank or was used before.
    ApprovalLost,
}

impl FailureCode {
    pub const ALL: [Self; 6] = [
        Self::Declined,
        Self::InsufficientFunds,
        Self::BankUnavailable,
        Self::Rejected,
        Self::Replaced,
        Self::ApprovalLost,
    ];

    /// The stable code of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::InsufficientFunds => "insufficient_funds",
            Self::BankUnavailable => "bank_unavailable",
            Self::Rejected => "rejected",
            Self::Replaced => "replaced",
            Self::ApprovalLost => "approval_lost",
        }
    }

    /// What happened, for the merchant and the API.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Declined => "The customer declined or cancelled at the bank.",
            Self::InsufficientFunds => "The account at the bank does not hold enough money.",
            Self::BankUnavailable => "The bank could not be reached. No payment was made.",
            Self::Rejected => "The bank rejected the payment.",
            Self::Replaced => "The customer started again with another bank or other details.",
            Self::ApprovalLost => {
                "The customer's approval was no longer valid at the bank. No payment was made."
            }
        }
    }

    /// The failure a bank's ISO reason code stands for.
    pub fn from_iso_reason(reason: Option<&str>) -> Self {
        match reason {
            Some("AM04") => Self::InsufficientFunds,
            Some("CUST") => Self::Declined,
            _ => Self::Rejected,
        }
    }
}

impl FromStr for FailureCode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|code| code.as_str() == text).ok_or(())
    }
}
