//! Checks and normalises what a customer typed. Runs in the browser and in the server.

use serde::{Deserialize, Serialize};

use super::{DEFAULT_LIMIT, Identifier, IdentifierKind};
use crate::text;

/// What a customer's value lacks. The words come from the edge, in the customer's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ValueError {
    #[error("this field is required")]
    Missing,
    #[error("a phone number has only digits, with + and the country code first")]
    PhoneLetters,
    #[error("start with + and the country code, such as +971 50 123 4567")]
    PhoneCountryCode,
    #[error("the phone number is too short or too long")]
    PhoneLength,
    /// Well shaped, but no number in use anywhere has this form. Only the server knows.
    #[error("no phone number looks like this; check each digit")]
    PhoneUnknown,
    #[error("an email looks like name@example.com")]
    Email,
    #[error("the text is longer than {limit} characters")]
    TooLong { limit: u16 },
    #[error("the text has characters that cannot be kept")]
    Control,
}

impl ValueError {
    /// The stable code of the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::PhoneLetters => "phone_letters",
            Self::PhoneCountryCode => "phone_country_code",
            Self::PhoneLength => "phone_length",
            Self::PhoneUnknown => "phone_unknown",
            Self::Email => "email_shape",
            Self::TooLong { .. } => "too_long",
            Self::Control => "control_characters",
        }
    }
}

/// One collected value: normalised, with what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collected {
    pub key: String,
    #[serde(rename = "type")]
    pub kind: IdentifierKind,
    /// The label the customer saw.
    pub label: String,
    /// E.164 for a phone, trimmed otherwise; `None` when an optional field was left empty.
    pub value: Option<String>,
    /// What the customer typed, when it differs from the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
}

impl Identifier {
    /// Normalises a typed value, or says what it lacks. `Ok(None)` is an optional field left empty.
    pub fn check(&self, typed: &str) -> Result<Option<String>, ValueError> {
        let trimmed = trim(typed);
        if trimmed.is_empty() {
            return if self.required { Err(ValueError::Missing) } else { Ok(None) };
        }
        match self.kind {
            IdentifierKind::MobilePhone => phone(trimmed),
            IdentifierKind::Email => email(trimmed),
            IdentifierKind::Text => bounded(trimmed, self.limit.unwrap_or(DEFAULT_LIMIT)),
        }
        .map(Some)
    }
}

/// Trims white space and the invisible marks that phones put around pasted right-to-left text.
pub(crate) fn trim(typed: &str) -> &str {
    typed.trim_matches(|c: char| c.is_whitespace() || is_bidi_mark(c))
}

const fn is_bidi_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// E.164 after forgiving input: spaces, punctuation, `00`, Arabic-Indic and Persian digits.
pub(crate) fn phone(typed: &str) -> Result<String, ValueError> {
    let mut digits = String::new();
    let mut international = false;
    for c in typed.chars().filter(|c| !is_bidi_mark(*c)) {
        match c {
            '+' | '＋' if digits.is_empty() && !international => international = true,
            ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}' | '‑' | '–' | '\u{2009}' => {}
            c => digits.push(digit(c).ok_or(ValueError::PhoneLetters)?),
        }
    }
    if !international {
        digits = digits.strip_prefix("00").ok_or(ValueError::PhoneCountryCode)?.to_owned();
    }
    if digits.starts_with('0') {
        return Err(ValueError::PhoneCountryCode);
    }
    // E.164: at most 15 digits; no country's mobile number is shorter than 7 with its code.
    if !(7..=15).contains(&digits.len()) {
        return Err(ValueError::PhoneLength);
    }
    Ok(format!("+{digits}"))
}

/// An ASCII digit for a Latin, Arabic-Indic, Persian or full-width one.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

pub(crate) fn email(typed: &str) -> Result<String, ValueError> {
    let options =
        email_address::Options::default().with_required_tld().without_display_text().without_domain_literal();
    let address =
        email_address::EmailAddress::parse_with_options(typed, options).map_err(|_| ValueError::Email)?;
    // The domain is case-insensitive, the local part is the mailbox's own business.
    Ok(format!("{}@{}", address.local_part(), address.domain().to_ascii_lowercase()))
}

fn bounded(typed: &str, limit: u16) -> Result<String, ValueError> {
    if typed.chars().any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t') {
        return Err(ValueError::Control);
    }
    let most = usize::from(limit);
    // A grapheme may hold many code points; bound those too, so that a limit is a limit.
    if text::length(typed) > most || typed.chars().count() > most * 4 + 16 {
        return Err(ValueError::TooLong { limit });
    }
    Ok(typed.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::identifier::{NewIdentifier, complete};

    fn field(kind: IdentifierKind) -> Identifier {
        complete(vec![NewIdentifier::of(kind)]).unwrap().into_iter().find(|field| field.kind == kind).unwrap()
    }

    proptest! {
        #[test]
        fn no_typed_text_panics_and_a_normalised_value_stays(typed in ".*") {
            for kind in [IdentifierKind::Email, IdentifierKind::MobilePhone, IdentifierKind::Text] {
                if let Ok(Some(value)) = field(kind).check(&typed) {
                    prop_assert_eq!(field(kind).check(&value), Ok(Some(value)));
                }
            }
        }
    }

    #[test]
    fn phones_are_forgiven_and_normalised() {
        let phone = field(IdentifierKind::MobilePhone);
        for typed in [
            "+971501234567",
            " +971 50 123 4567 ",
            "00971501234567",
            "+٩٧١٥٠١٢٣٤٥٦٧",
            "٠٠٩٧١ ٥٠ ١٢٣ ٤٥٦٧",
            "+971 (50) 123-4567",
            "\u{202a}+971501234567\u{202c}",
            "+۹۷۱۵۰۱۲۳۴۵۶۷",
        ] {
            assert_eq!(phone.check(typed), Ok(Some("+971501234567".to_owned())), "{typed}");
        }
    }

    #[test]
    fn a_bad_phone_says_what_is_wrong() {
        let phone = field(IdentifierKind::MobilePhone);
        for (typed, error) in [
            ("", ValueError::Missing),
            ("   ", ValueError::Missing),
            ("+97150abc4567", ValueError::PhoneLetters),
            ("0501234567", ValueError::PhoneCountryCode),
            ("+0501234567", ValueError::PhoneCountryCode),
            ("+12345", ValueError::PhoneLength),
            ("+1234567890123456", ValueError::PhoneLength),
            ("++971501234567", ValueError::PhoneLetters),
        ] {
            assert_eq!(phone.check(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn emails_need_a_domain_with_a_dot() {
        let email = field(IdentifierKind::Email);
        assert_eq!(email.check(" Lina@Example.COM "), Ok(Some("Lina@example.com".to_owned())));
        assert_eq!(email.check(""), Ok(None));
        for typed in [
            "lina",
            "lina@",
            "@example.com",
            "lina@localhost",
            "li na@example.com",
            "Lina <lina@example.com>",
            "lina@[127.0.0.1]",
        ] {
            assert_eq!(email.check(typed), Err(ValueError::Email), "{typed}");
        }
    }

    #[test]
    fn text_is_bounded_as_people_count() {
        let text = Identifier { limit: Some(3), ..field(IdentifierKind::Text) };
        assert_eq!(text.check("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧").unwrap().unwrap(), "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧");
        assert_eq!(text.check("abcd"), Err(ValueError::TooLong { limit: 3 }));
        assert_eq!(text.check("a\0"), Err(ValueError::Control));
    }
}
