//! One event on its way to one endpoint, and what an answer means for it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeliveryStatus {
    /// Will be sent, for the first time or again, while its endpoint is enabled.
    Pending,
    /// Is being sent now. One whose server died is taken up again when its lease has run out.
    Sending,
    /// The endpoint answered with 2xx.
    Succeeded,
    /// Every attempt of the schedule failed, or the endpoint said that it is gone.
    Failed,
    /// The endpoint was paused or disabled when it happened. Sent only when a retry is asked for.
    Skipped,
}

impl DeliveryStatus {
    pub const ALL: [Self; 5] = [Self::Pending, Self::Sending, Self::Succeeded, Self::Failed, Self::Skipped];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Sending => "SENDING",
            Self::Succeeded => "SUCCEEDED",
            Self::Failed => "FAILED",
            Self::Skipped => "SKIPPED",
        }
    }
}

/// The text named no status of a delivery.
#[derive(Debug, thiserror::Error)]
#[error("use PENDING, SENDING, SUCCEEDED, FAILED or SKIPPED")]
pub struct UnknownDeliveryStatus;

impl FromStr for DeliveryStatus {
    type Err = UnknownDeliveryStatus;

    fn from_str(text: &str) -> Result<Self, UnknownDeliveryStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownDeliveryStatus)
    }
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The event arrived.
    Delivered,
    /// It did not; try again by the schedule.
    Failed,
    /// The endpoint does not want any more: no further attempt, and the endpoint is disabled.
    Gone,
}

/// Judges the status of an answer; `None` when there was none.
///
/// Only 2xx says that the event arrived: a redirect is not followed, and so is a failure. A 4xx is tried again
/// like the rest, because what refuses an event today (a wrong secret, a route that is not deployed yet) is
/// mended tomorrow. Only 410 is a promise about the future.
pub const fn verdict(status: Option<u16>) -> Verdict {
    match status {
        Some(200..=299) => Verdict::Delivered,
        Some(410) => Verdict::Gone,
        Some(_) | None => Verdict::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_2xx_is_delivered_and_only_410_is_gone() {
        for status in 0..=u16::MAX {
            let expected = match status {
                200..=299 => Verdict::Delivered,
                410 => Verdict::Gone,
                _ => Verdict::Failed,
            };
            assert_eq!(verdict(Some(status)), expected, "{status}");
        }
        assert_eq!(verdict(None), Verdict::Failed);
    }

    #[test]
    fn each_status_has_its_word() {
        for status in DeliveryStatus::ALL {
            assert_eq!(status.as_str().parse::<DeliveryStatus>().unwrap(), status);
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        assert!("pending".parse::<DeliveryStatus>().is_err());
    }
}
