//! Bounded texts: each newtype trims, counts as people count, and says what is wrong.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use unicode_segmentation::UnicodeSegmentation as _;

/// Why a text is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidText {
    #[error("write something here")]
    Empty,
    #[error("use at most {limit} characters")]
    TooLong { limit: usize },
    #[error("use only letters, digits, spaces and / - ? : ( ) . , ' +, which banks carry")]
    NotCarried,
    #[error("leave out control characters")]
    Control,
    #[error("use at most 50 pairs, keys of 1 to 40 characters and values of at most 500")]
    Metadata,
}

/// Characters as people count them: an emoji or a letter with its marks is one.
pub fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Trims, and refuses emptiness, control characters other than line breaks, and too many characters.
fn bounded(text: &str, limit: usize) -> Result<String, InvalidText> {
    let text = text.trim();
    if text.is_empty() {
        return Err(InvalidText::Empty);
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err(InvalidText::Control);
    }
    // Graphemes can be made of many code points: four each on average is more than any language needs.
    if length(text) > limit || text.chars().count() > limit * 4 {
        return Err(InvalidText::TooLong { limit });
    }
    Ok(text.to_owned())
}

/// 1 to 35 characters of those that banks carry in a payment reference.
fn reference(text: &str, limit: usize) -> Result<String, InvalidText> {
    let text = bounded(text, limit)?;
    let carried = |c: char| c.is_ascii_alphanumeric() || " /-?:().,'+".contains(c);
    if text.chars().all(carried) { Ok(text) } else { Err(InvalidText::NotCarried) }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $check:ident($limit:literal);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const LIMIT: usize = $limit;

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidText;

            fn from_str(text: &str) -> Result<Self, InvalidText> {
                $check(text, $limit).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

texts! {
    /// What the bank carries and the customer sees on the statement.
    Reference = reference(35);
    /// The merchant's own name for a link or record; never shown to customers.
    Name = bounded(80);
    /// The merchant's own id of a customer: whatever another system calls them.
    CustomerReference = bounded(35);
    /// The headline the customer sees.
    Title = bounded(80);
    /// What the payment is for, shown to the customer.
    Description = bounded(500);
    /// The label of a field on the checkout.
    Label = bounded(80);
}

/// Up to 50 string pairs of the merchant's own, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Metadata(std::collections::BTreeMap<String, String>);

impl Metadata {
    /// Refuses more than 50 pairs, keys over 40 and values over 500 characters.
    pub fn try_new(pairs: std::collections::BTreeMap<String, String>) -> Result<Self, InvalidText> {
        let fits =
            |(key, value): (&String, &String)| !key.is_empty() && length(key) <= 40 && length(value) <= 500;
        if pairs.len() <= 50 && pairs.iter().all(fits) { Ok(Self(pairs)) } else { Err(InvalidText::Metadata) }
    }

    pub fn pairs(&self) -> &std::collections::BTreeMap<String, String> {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_new(Deserialize::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_holds_what_banks_carry() {
        assert_eq!(" INV-1042/a ".parse::<Reference>().unwrap().as_str(), "INV-1042/a");
        for text in ["", "   ", "INV_1", "فاتورة", "a\nb", &"x".repeat(36), "a;b"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
        assert!("x".repeat(35).parse::<Reference>().is_ok());
    }

    #[test]
    fn characters_are_counted_as_people_count_them() {
        assert!("👩‍👩‍👧".repeat(20).parse::<Title>().is_ok());
        assert!("é".repeat(80).parse::<Title>().is_ok());
        assert_eq!("é".repeat(81).parse::<Title>(), Err(InvalidText::TooLong { limit: 80 }));
    }

    #[test]
    fn one_character_cannot_smuggle_a_novel() {
        let stacked = format!("a{}", "\u{301}".repeat(1000));
        assert!(stacked.parse::<Title>().is_err());
    }

    #[test]
    fn metadata_is_bounded() {
        let pairs = |count: usize, key: usize, value: usize| {
            Metadata::try_new((0..count).map(|n| (format!("{n:0>key$}"), "v".repeat(value))).collect())
        };
        assert!(pairs(50, 40, 500).is_ok());
        assert!(pairs(51, 2, 1).is_err());
        assert!(pairs(1, 41, 1).is_err());
        assert!(pairs(1, 1, 501).is_err());
    }
}
