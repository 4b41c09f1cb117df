//! The types of events a merchant can listen to.

use std::str::FromStr;

macro_rules! event_types {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What happened, as webhooks and the event log name it (`DESIGN` §7).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EventType {
            $($(#[$doc])* $name,)*
        }

        impl EventType {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The dotted name of the API.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

event_types! {
    LinkCreated = "payment_link.created",
    LinkUpdated = "payment_link.updated",
    LinkDisabled = "payment_link.disabled",
    LinkEnabled = "payment_link.enabled",
    LinkExpired = "payment_link.expired",
    LinkUsed = "payment_link.used",
    LinkDeleted = "payment_link.deleted",
    UsageStarted = "usage.started",
    UsagePaymentCreated = "usage.payment_created",
    UsageFailed = "usage.failed",
    UsageExpired = "usage.expired",
    UsageReversed = "usage.reversed",
    PaymentCreated = "payment.created",
    PaymentUpdated = "payment.updated",
    /// Sent to one endpoint because somebody asked for it. Nobody subscribes to it, and it has no place in the
    /// sequence: nothing has happened.
    EndpointTest = "webhook_endpoint.test",
}

impl EventType {
    /// Whether endpoints may list it.
    pub const fn is_listed(self) -> bool {
        !matches!(self, Self::EndpointTest)
    }
}

/// The text named no event type.
#[derive(Debug, thiserror::Error)]
#[error("no such event type")]
pub struct UnknownEventType;

impl FromStr for EventType {
    type Err = UnknownEventType;

    fn from_str(text: &str) -> Result<Self, UnknownEventType> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text).ok_or(UnknownEventType)
    }
}
