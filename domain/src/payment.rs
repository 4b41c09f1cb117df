//! What exists at the bank for a usage, and how the bank's words become ours.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Status of a payment at the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PaymentStatus {
    /// Received by the bank, or not known yet: money may still move.
    Pending,
    /// The bank has accepted it and will settle.
    Accepted,
    /// The money has left the payer.
    Settled,
    /// The bank waits: further authorisation, blocked, or not posted.
    Held,
    /// The bank will not make it, or has reversed it.
    Rejected,
}

impl PaymentStatus {
    pub const ALL: [Self; 5] = [Self::Pending, Self::Accepted, Self::Settled, Self::Held, Self::Rejected];

    /// The word in the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Accepted => "ACCEPTED",
            Self::Settled => "SETTLED",
            Self::Held => "HELD",
            Self::Rejected => "REJECTED",
        }
    }

    /// Maps an ISO 20022 `ExternalPaymentTransactionStatus1Code` as UK Open Banking v4.0 uses it.
    /// A code we do not know stays `Pending`: unknown is never failed, polling goes on.
    pub fn from_iso(code: &str) -> Self {
        match code {
            "ACSP" => Self::Accepted,
            "ACSC" | "ACCC" => Self::Settled,
            "ACWP" | "BLCK" | "PATC" => Self::Held,
            "RJCT" => Self::Rejected,
            _ => Self::Pending,
        }
    }

    /// Whether a bank's word `next` may replace this status. Answers arrive late and out of order: a
    /// stale one must not take a payment back.
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Pending => !matches!(next, Self::Pending),
            Self::Held => matches!(next, Self::Accepted | Self::Settled | Self::Rejected),
            Self::Accepted => matches!(next, Self::Settled | Self::Held | Self::Rejected),
            Self::Settled => matches!(next, Self::Rejected),
            Self::Rejected => false,
        }
    }

    /// Whether the bank may still move this payment to another status worth asking for.
    /// A settled payment is not asked about again; an accepted one may settle or be reversed.
    pub const fn is_in_doubt(self) -> bool {
        matches!(self, Self::Pending | Self::Held | Self::Accepted)
    }
}

/// The text named no payment status.
#[derive(Debug, thiserror::Error)]
#[error("a payment status is one of PENDING, ACCEPTED, SETTLED, HELD, REJECTED")]
pub struct UnknownPaymentStatus;

impl FromStr for PaymentStatus {
    type Err = UnknownPaymentStatus;

    fn from_str(text: &str) -> Result<Self, UnknownPaymentStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownPaymentStatus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_iso_code_of_the_wire_maps_as_the_bank_reference_says() {
        for (codes, status) in [
            (vec!["RCVD", "PDNG", "ACTC", "ACCP", "ACFC", "ACWC", "XXXX"], PaymentStatus::Pending),
            (vec!["ACSP"], PaymentStatus::Accepted),
            (vec!["ACSC", "ACCC"], PaymentStatus::Settled),
            (vec!["ACWP", "BLCK", "PATC"], PaymentStatus::Held),
            (vec!["RJCT"], PaymentStatus::Rejected),
        ] {
            for code in codes {
                assert_eq!(PaymentStatus::from_iso(code), status, "{code}");
            }
        }
    }
}
