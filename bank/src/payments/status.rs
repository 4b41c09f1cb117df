//! The statuses of a payment (ISO 20022), where its money is in each, and the reasons in words.

use serde::{Deserialize, Serialize};

/// ISO 20022 `ExternalPaymentTransactionStatus1Code`, the ones version 4 uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum Status {
    /// Received.
    Rcvd,
    /// Pending.
    Pdng,
    /// Accepted by technical validation.
    Actc,
    /// Accepted by customer profile.
    Accp,
    /// Accepted, funds checked.
    Acfc,
    /// Accepted with change.
    Acwc,
    /// Partially accepted: more customers must authorise.
    Patc,
    /// Accepted, settlement in process.
    Acsp,
    /// Accepted without posting.
    Acwp,
    /// Blocked.
    Blck,
    /// Settled for the payer.
    Acsc,
    /// Settled for the payee.
    Accc,
    /// Rejected.
    Rjct,
}

/// Who has the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Payer,
    Clearing,
    Payee,
}

impl Status {
    /// Where the money is while a payment has this status.
    pub(crate) const fn place(self) -> Place {
        match self {
            Self::Rcvd
            | Self::Pdng
            | Self::Actc
            | Self::Accp
            | Self::Acfc
            | Self::Acwc
            | Self::Patc
            | Self::Rjct => Place::Payer,
            Self::Acsp | Self::Acwp | Self::Blck => Place::Clearing,
            Self::Acsc | Self::Accc => Place::Payee,
        }
    }
}

/// What a reason code says.
pub(crate) fn describe(code: &str) -> &'static str {
    match code {
        "AC01" => "The account number is wrong",
        "AC04" => "The payee's account is closed",
        "AC06" => "The account is blocked",
        "AG01" => "This account may not make such payments",
        "AM04" => "The account does not hold enough money",
        "AM05" => "The payment is a duplicate",
        "AM14" => "The amount is above the agreed limit",
        "CUST" => "The customer said no",
        "FRAD" => "The payment looks fraudulent",
        "U036" => "The customer did not authorise in time",
        _ => "The bank gave no further reason",
    }
}
