//! Ids: `prefix_` and 24 base62 characters that encode a `UUIDv7`, so text order is creation order.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use uuid::Uuid;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH: usize = 24;

/// The text is not an id of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected `{prefix}_` and 24 letters or digits, or a UUID")]
pub struct InvalidId {
    prefix: &'static str,
}

fn encode(uuid: Uuid) -> [u8; LENGTH] {
    let mut rest = uuid.as_u128();
    let mut text = [b'0'; LENGTH];
    for place in text.iter_mut().rev() {
        *place = DIGITS[usize::try_from(rest % 62).unwrap_or_default()];
        rest /= 62;
    }
    text
}

fn decode(text: &str) -> Option<Uuid> {
    if text.len() != LENGTH {
        return None;
    }
    let value = text.bytes().try_fold(0_u128, |value, byte| {
        let digit = DIGITS.binary_search(&byte).ok()?;
        value.checked_mul(62)?.checked_add(digit as u128)
    })?;
    Some(Uuid::from_u128(value))
}

fn parse(prefix: &'static str, text: &str) -> Result<Uuid, InvalidId> {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .and_then(decode)
        .or_else(|| Uuid::try_parse(text).ok())
        .ok_or(InvalidId { prefix })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// What stands before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// Wraps a `UUIDv7`.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The 16 bytes kept in the database.
            pub const fn bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// Reads the 16 bytes kept in the database.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidId> {
                Uuid::from_slice(bytes).map(Self).map_err(|_| InvalidId { prefix: $prefix })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, String::from_utf8_lossy(&encode(self.0)))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse($prefix, text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

ids! {
    /// A payment link.
    LinkId = "plink";
    /// A usage: one payment attempt through a link.
    UsageId = "use";
    /// A payment: what exists at the bank for a usage.
    PaymentId = "pay";
    /// A merchant's record of a person or firm.
    CustomerId = "cus";
    /// A beneficiary account that receives money.
    DestinationId = "dst";
    /// A registered merchant page.
    RedirectUrlId = "rurl";
    /// Something that happened.
    EventId = "evt";
    /// Where webhooks go.
    EndpointId = "whe";
    /// One attempt series for one event and endpoint.
    DeliveryId = "whd";
    /// An API key.
    KeyId = "key";
    /// A merchant: the tenant.
    AccountId = "acct";
    /// A person who signs in to the dashboard.
    UserId = "user";
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_round_trips_and_keeps_the_order_of_the_bytes(a: u128, b: u128) {
            let (a, b) = (LinkId::from_uuid(Uuid::from_u128(a)), LinkId::from_uuid(Uuid::from_u128(b)));
            prop_assert_eq!(a.to_string().parse::<LinkId>(), Ok(a));
            prop_assert_eq!(a.to_string().len(), "plink_".len() + 24);
            prop_assert_eq!(a.to_string().cmp(&b.to_string()), a.bytes().cmp(b.bytes()));
        }

        #[test]
        fn ids_made_later_sort_later(first in 0_u64..1 << 47, gap in 1_u64..1 << 40, noise: [u8; 10]) {
            let made = |ms, noise| UsageId::from_uuid(uuid::Builder::from_unix_timestamp_millis(ms, noise).into_uuid());
            prop_assert!(made(first, &noise).to_string() < made(first + gap, &[0; 10]).to_string());
        }
    }

    #[test]
    fn a_raw_uuid_is_read_and_another_kind_is_not() {
        let uuid = Uuid::from_u128(42);
        assert_eq!(uuid.to_string().parse(), Ok(UsageId::from_uuid(uuid)));
        assert!(LinkId::from_uuid(uuid).to_string().parse::<UsageId>().is_err());
    }

    #[test]
    fn text_beyond_128_bits_or_of_another_length_is_refused() {
        for text in
            ["plink_zzzzzzzzzzzzzzzzzzzzzzzz", "plink_0", "plink_00000000000000000000000-", "plink", ""]
        {
            assert!(text.parse::<LinkId>().is_err(), "{text}");
        }
    }
}
