//! The customer's accounts. Each is a scenario: choosing one decides how the payment goes.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::payments::Status::{self, Accc, Acsc, Acsp, Acwp, Pdng, Rcvd, Rjct};

/// An account of the sandbox customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Account {
    /// Settles at once.
    Current,
    /// Accepted after five seconds.
    Slow,
    /// Has no money.
    Empty,
    /// Accepted, and rejected three seconds later.
    LateReject,
    /// Held by the payee's bank until told otherwise.
    Held,
    /// Pays at once, but the first answer to the order is lost.
    Flaky,
    /// Stays pending until told otherwise.
    Silent,
}

/// A status a payment reaches by itself, so many milliseconds after it was received.
pub(crate) struct Milestone {
    pub(crate) after: i64,
    pub(crate) status: Status,
    /// An ISO 20022 reason code.
    pub(crate) reason: Option<&'static str>,
}

const fn at(after: i64, status: Status) -> Milestone {
    Milestone { after, status, reason: None }
}

impl Account {
    pub(crate) const ALL: [Self; 7] =
        [Self::Current, Self::Slow, Self::Empty, Self::LateReject, Self::Held, Self::Flaky, Self::Silent];

    /// The value of the radio button.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Slow => "slow",
            Self::Empty => "empty",
            Self::LateReject => "late_reject",
            Self::Held => "held",
            Self::Flaky => "flaky",
            Self::Silent => "silent",
        }
    }

    /// The account's number.
    pub(crate) const fn number(self) -> &'static str {
        match self {
            Self::Current => "10004417",
            Self::Slow => "10002086",
            Self::Empty => "10007731",
            Self::LateReject => "10005590",
            Self::Held => "10001264",
            Self::Flaky => "10008852",
            Self::Silent => "10003309",
        }
    }

    /// What the account holds at first, in hundredths of any currency.
    pub(crate) const fn opening(self) -> i64 {
        match self {
            Self::Current => 2_481_620,
            Self::Slow => 1_825_000,
            Self::Empty => 0,
            Self::LateReject => 964_075,
            Self::Held => 3_210_540,
            Self::Flaky => 1_248_000,
            Self::Silent => 790_010,
        }
    }

    /// How a payment from this account goes if nobody interferes. It starts with `RCVD`, as version 4
    /// asks of the answer to an order.
    pub(crate) const fn timeline(self) -> &'static [Milestone] {
        const AT_ONCE: &[Milestone] = &[at(0, Rcvd), at(0, Acsp), at(0, Acsc), at(2_000, Accc)];
        const SLOW: &[Milestone] =
            &[at(0, Rcvd), at(1_000, Pdng), at(5_000, Acsp), at(8_000, Acsc), at(10_000, Accc)];
        // The payee's bank finds the account closed.
        const LATE: &[Milestone] =
            &[at(0, Rcvd), at(0, Acsp), Milestone { after: 3_000, status: Rjct, reason: Some("AC04") }];
        const HELD: &[Milestone] = &[at(0, Rcvd), at(0, Acwp)];
        const SILENT: &[Milestone] = &[at(0, Rcvd), at(1_000, Pdng)];
        const REFUSED: &[Milestone] = &[at(0, Rcvd)];
        match self {
            Self::Current | Self::Flaky => AT_ONCE,
            Self::Slow => SLOW,
            Self::Empty => REFUSED,
            Self::LateReject => LATE,
            Self::Held => HELD,
            Self::Silent => SILENT,
        }
    }
}

impl FromStr for Account {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|account| account.id() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_timeline_starts_received_and_never_goes_back_in_time() {
        for account in Account::ALL {
            let timeline = account.timeline();
            assert_eq!((timeline[0].after, timeline[0].status), (0, Rcvd), "{account:?}");
            assert!(timeline.windows(2).all(|pair| pair[0].after <= pair[1].after), "{account:?}");
        }
    }

    #[test]
    fn ids_read_back() {
        for account in Account::ALL {
            assert_eq!(account.id().parse(), Ok(account));
        }
        assert_eq!("savings".parse::<Account>(), Err(()));
    }
}
