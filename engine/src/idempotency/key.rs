//! The key a caller gives a request.

use std::str::FromStr;

/// 1 to 255 visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    pub const LONGEST: usize = 255;

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// It is none.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("send 1 to 255 visible ASCII characters, such as a UUID")]
pub struct InvalidKey;

impl FromStr for Key {
    type Err = InvalidKey;

    fn from_str(text: &str) -> Result<Self, InvalidKey> {
        let visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        if visible && (1..=Self::LONGEST).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidKey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_visible_and_bounded() {
        let longest = "k".repeat(255);
        for good in ["1", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "order:1042/pay", &longest] {
            assert_eq!(good.parse::<Key>().unwrap().as_str(), good);
        }
        let longer = "k".repeat(256);
        for bad in ["", " ", "two words", "tab\t", "ключ", "null\0", &longer] {
            assert_eq!(bad.parse::<Key>(), Err(InvalidKey), "{bad:?}");
        }
    }
}
