//! Slugs: the public code in `/l/{slug}`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// Bitcoin's base58: no 0, O, I or l, so a code read aloud or from paper is unambiguous.
const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const RANDOM_LENGTH: usize = 12;
/// Words that could pass for a page of ours.
const RESERVED: [&str; 16] = [
    "admin",
    "api",
    "assets",
    "callbacks",
    "checkout",
    "dashboard",
    "health",
    "help",
    "login",
    "logout",
    "new",
    "pay",
    "payments",
    "settings",
    "status",
    "support",
];

/// 12 random base58 characters, or the merchant's own `[a-z0-9-]`, 3 to 64.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// The text cannot be a slug of the merchant's own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSlug {
    #[error("use 3 to 64 lower-case letters, digits and hyphens")]
    Malformed,
    #[error("this word is reserved; choose another")]
    Reserved,
}

impl Slug {
    /// From randomness. Bytes that would favour some letters are skipped, so give plenty: `None` when
    /// they run out (64 suffice but once in 10^20).
    pub fn from_random(bytes: &[u8]) -> Option<Self> {
        let fair = bytes
            .iter()
            .filter(|byte| **byte < 232)
            .map(|byte| char::from(ALPHABET[usize::from(*byte) % 58]));
        let text: String = fair.take(RANDOM_LENGTH).collect();
        (text.len() == RANDOM_LENGTH).then_some(Self(text))
    }

    /// Reads a slug back from the database or a URL: any text that one of the two makers could have made.
    pub fn find(text: &str) -> Option<Self> {
        let random = text.len() == RANDOM_LENGTH && text.bytes().all(|byte| ALPHABET.contains(&byte));
        (random || text.parse::<Self>().is_ok()).then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    /// Reads a merchant's own choice.
    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(3..=64).contains(&text.len()) || !text.bytes().all(allowed) {
            return Err(InvalidSlug::Malformed);
        }
        if RESERVED.contains(&text) { Err(InvalidSlug::Reserved) } else { Ok(Self(text.to_owned())) }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn random_slugs_have_twelve_unambiguous_characters(bytes: [u8; 64]) {
            if let Some(slug) = Slug::from_random(&bytes) {
                prop_assert_eq!(slug.as_str().len(), 12);
                prop_assert!(!slug.as_str().contains(['0', 'O', 'I', 'l']));
                prop_assert_eq!(Slug::find(slug.as_str()), Some(slug));
            }
        }
    }

    #[test]
    fn too_little_randomness_makes_no_slug() {
        assert_eq!(Slug::from_random(&[255; 64]), None);
    }

    #[test]
    fn a_merchants_own_slug_is_lower_case_and_not_reserved() {
        assert!("spring-2026".parse::<Slug>().is_ok());
        for text in ["ab", "Spring", "a b c", "a/b", "", &"a".repeat(65), "عيد"] {
            assert_eq!(text.parse::<Slug>(), Err(InvalidSlug::Malformed), "{text}");
        }
        assert_eq!("login".parse::<Slug>(), Err(InvalidSlug::Reserved));
    }
}
