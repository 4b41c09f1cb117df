//! Identifiers: the fields a customer fills at checkout. This check runs in the browser and in the server.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{FieldError, Locale, text};

/// A link asks for 1 to 10 fields.
pub const MOST: usize = 10;
/// Characters a `TEXT` value may have when the merchant sets no limit.
pub const DEFAULT_LIMIT: u16 = 140;
/// The highest limit a merchant may set.
pub const HIGHEST_LIMIT: u16 = 500;

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum IdentifierKind {
    Email,
    MobilePhone,
    Text,
}

impl IdentifierKind {
    /// The word of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::MobilePhone => "MOBILE_PHONE",
            Self::Text => "TEXT",
        }
    }

    /// The label shown when the merchant gave none, in the customer's language.
    pub const fn default_label(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Email, Locale::En) => "Email",
            (Self::Email, Locale::Ar) => "البريد الإلكتروني",
            (Self::Email, Locale::Fr) => "E-mail",
            (Self::MobilePhone, Locale::En) => "Mobile phone",
            (Self::MobilePhone, Locale::Ar) => "رقم الهاتف المحمول",
            (Self::MobilePhone, Locale::Fr) => "Téléphone mobile",
            (Self::Text, Locale::En) => "Note",
            (Self::Text, Locale::Ar) => "ملاحظة",
            (Self::Text, Locale::Fr) => "Remarque",
        }
    }
}

impl FromStr for IdentifierKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Email, Self::MobilePhone, Self::Text].into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// One field of a link's checkout, complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// Names the value in forms, prefill URLs and the API.
    pub key: String,
    #[serde(rename = "type")]
    pub kind: IdentifierKind,
    /// The merchant's label; without one the type's default in the customer's language is shown.
    pub display_label: Option<String>,
    pub required: bool,
    /// Most characters of a `TEXT` value.
    pub limit: Option<u16>,
}

/// A field as a merchant asks for it; what is left out is derived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewIdentifier {
    #[serde(default)]
    pub key: Option<String>,
    #[serde(rename = "type")]
    pub kind: IdentifierKind,
    #[serde(default)]
    pub display_label: Option<String>,
    #[serde(default)]
    pub required: Option<bool>,
    #[serde(default)]
    pub limit: Option<u16>,
}

impl NewIdentifier {
    /// A field of this kind with everything derived.
    pub const fn of(kind: IdentifierKind) -> Self {
        Self { key: None, kind, display_label: None, required: None, limit: None }
    }
}

/// Names the form uses for itself.
const RESERVED_KEYS: [&str; 3] = ["bank", "attempt", "lang"];

/// Completes and checks a link's fields (`DESIGN` §3.4): the phone is added first when left out and is
/// always required, keys are derived, at most one phone and one email.
pub fn complete(asked: Vec<NewIdentifier>) -> Result<Vec<Identifier>, Vec<FieldError>> {
    let mut errors = Vec::new();
    let count = |kind| asked.iter().filter(|identifier| identifier.kind == kind).count();
    for (kind, code) in
        [(IdentifierKind::MobilePhone, "second_mobile_phone"), (IdentifierKind::Email, "second_email")]
    {
        if count(kind) > 1 {
            errors.push(FieldError::new("identifiers", code, format!("ask for {} once", kind.as_str())));
        }
    }
    let phone_missing = count(IdentifierKind::MobilePhone) == 0;
    if asked.len() + usize::from(phone_missing) > MOST {
        errors.push(FieldError::new(
            "identifiers",
            "too_many",
            format!("ask for at most {MOST} fields, the phone included"),
        ));
    }
    let mut texts = 0;
    let mut complete: Vec<Identifier> = Vec::new();
    if phone_missing {
        complete.push(Identifier {
            key: "phone".to_owned(),
            kind: IdentifierKind::MobilePhone,
            display_label: None,
            required: true,
            limit: None,
        });
    }
    for (index, identifier) in asked.into_iter().enumerate() {
        if identifier.kind == IdentifierKind::Text {
            texts += 1;
        }
        let derived = match identifier.kind {
            IdentifierKind::MobilePhone => "phone".to_owned(),
            IdentifierKind::Email => "email".to_owned(),
            IdentifierKind::Text => format!("text_{texts}"),
        };
        complete.push(checked(identifier, derived, index, &mut errors));
    }
    for (index, identifier) in complete.iter().enumerate() {
        if complete[..index].iter().any(|earlier| earlier.key == identifier.key) {
            let detail = format!("the key `{}` names two fields; give each its own", identifier.key);
            errors.push(FieldError::new("identifiers", "duplicate_key", detail));
        }
    }
    if errors.is_empty() { Ok(complete) } else { Err(errors) }
}

fn checked(asked: NewIdentifier, derived: String, index: usize, errors: &mut Vec<FieldError>) -> Identifier {
    let mut refuse = |part: &str, code: &str, detail: String| {
        errors.push(FieldError::new(format!("identifiers[{index}].{part}"), code, detail));
    };
    let phone = asked.kind == IdentifierKind::MobilePhone;
    if phone && asked.required == Some(false) {
        refuse("required", "phone_required", "the mobile phone is always required".to_owned());
    }
    if let Some(limit) = asked.limit {
        if asked.kind != IdentifierKind::Text {
            refuse("limit", "limit_not_allowed", "only a TEXT field has a limit".to_owned());
        } else if !(1..=HIGHEST_LIMIT).contains(&limit) {
            refuse("limit", "invalid_limit", format!("use a limit from 1 to {HIGHEST_LIMIT}"));
        }
    }
    let key = asked.key.unwrap_or(derived);
    let letters = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !letters || !(1..=40).contains(&key.len()) || RESERVED_KEYS.contains(&key.as_str()) {
        refuse(
            "key",
            "invalid_key",
            "use 1 to 40 lower-case letters, digits and _, other than bank, attempt, lang".to_owned(),
        );
    }
    let display_label = asked.display_label.as_deref().map(str::trim).filter(|label| !label.is_empty());
    let display_label = match display_label.map(str::parse::<text::Label>).transpose() {
        Ok(label) => label.map(|label| label.as_str().to_owned()),
        Err(invalid) => {
            refuse("display_label", "invalid_text", invalid.to_string());
            None
        }
    };
    Identifier {
        key,
        kind: asked.kind,
        display_label,
        required: phone || asked.required.unwrap_or(false),
        limit: asked.limit,
    }
}

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
    /// The label the customer sees.
    pub fn label(&self, locale: Locale) -> &str {
        self.display_label.as_deref().unwrap_or_else(|| self.kind.default_label(locale))
    }

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
fn trim(typed: &str) -> &str {
    typed.trim_matches(|c: char| c.is_whitespace() || is_bidi_mark(c))
}

const fn is_bidi_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// E.164 after forgiving input: spaces, punctuation, `00`, Arabic-Indic and Persian digits.
fn phone(typed: &str) -> Result<String, ValueError> {
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

fn email(typed: &str) -> Result<String, ValueError> {
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

/// Mail providers people mistype most.
const COMMON_DOMAINS: [&str; 8] = [
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "live.com",
    "hotmail.fr",
    "yahoo.fr",
];

/// The address with a likely typing slip in its domain mended: `lina@gmial.com` → `lina@gmail.com`.
pub fn suggest_email(address: &str) -> Option<String> {
    let (local, domain) = trim(address).rsplit_once('@')?;
    let domain = domain.to_ascii_lowercase();
    if local.is_empty() || COMMON_DOMAINS.contains(&domain.as_str()) {
        return None;
    }
    let near = COMMON_DOMAINS.into_iter().find(|common| one_slip(&domain, common))?;
    Some(format!("{local}@{near}"))
}

/// Whether one letter was left out, doubled, changed, or swapped with its neighbour.
fn one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let same_start = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[same_start..], &meant[same_start..]);
    match (typed, meant) {
        ([_, rest @ ..], _) if rest == meant => true,
        (_, [_, rest @ ..]) if rest == typed => true,
        ([_, rest @ ..], [_, right @ ..]) if rest == right => true,
        ([a, b, rest @ ..], [c, d, right @ ..]) => a == d && b == c && rest == right,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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

    #[test]
    fn a_phone_left_out_is_put_first_and_keys_are_derived() {
        let asked =
            [IdentifierKind::Email, IdentifierKind::Text, IdentifierKind::Text].map(NewIdentifier::of);
        let keys: Vec<_> = complete(asked.into()).unwrap().into_iter().map(|field| field.key).collect();
        assert_eq!(keys, ["phone", "email", "text_1", "text_2"]);
    }

    #[test]
    fn the_phone_may_stand_anywhere_but_not_be_optional() {
        let asked = [IdentifierKind::Email, IdentifierKind::MobilePhone].map(NewIdentifier::of);
        let fields = complete(asked.into()).unwrap();
        assert_eq!(fields[1].kind, IdentifierKind::MobilePhone);
        assert!(fields[1].required);
        let optional =
            NewIdentifier { required: Some(false), ..NewIdentifier::of(IdentifierKind::MobilePhone) };
        assert_eq!(complete(vec![optional]).unwrap_err()[0].param, "identifiers[0].required");
    }

    #[test]
    fn doubles_excess_and_bad_parts_are_named() {
        let codes = |asked: Vec<NewIdentifier>| {
            complete(asked).unwrap_err().into_iter().map(|error| error.code).collect::<Vec<_>>()
        };
        let text = NewIdentifier::of(IdentifierKind::Text);
        assert_eq!(codes(vec![text.clone(); 10]), ["too_many"]);
        assert!(
            codes(vec![NewIdentifier::of(IdentifierKind::Email); 2]).contains(&"second_email".to_owned())
        );
        assert_eq!(codes(vec![NewIdentifier { limit: Some(501), ..text.clone() }]), ["invalid_limit"]);
        assert_eq!(
            codes(vec![NewIdentifier { limit: Some(5), ..NewIdentifier::of(IdentifierKind::Email) }]),
            ["limit_not_allowed"]
        );
        assert_eq!(
            codes(vec![NewIdentifier { key: Some("bank".to_owned()), ..text.clone() }]),
            ["invalid_key"]
        );
        assert_eq!(codes(vec![NewIdentifier { key: Some("phone".to_owned()), ..text }]), ["duplicate_key"]);
    }

    #[test]
    fn a_slip_in_a_common_domain_is_noticed() {
        assert_eq!(suggest_email("lina@gmial.com").as_deref(), Some("lina@gmail.com"));
        assert_eq!(suggest_email("lina@gmal.com").as_deref(), Some("lina@gmail.com"));
        assert_eq!(suggest_email("lina@hotmaill.com").as_deref(), Some("lina@hotmail.com"));
        for fine in ["lina@gmail.com", "lina@example.com", "lina", "@gmial.com"] {
            assert_eq!(suggest_email(fine), None, "{fine}");
        }
    }
}
