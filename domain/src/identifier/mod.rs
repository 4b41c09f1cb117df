//! Identifiers: the fields a customer fills at checkout.
//!
//! The cast: this file says what a link asks for; [`value`] checks what a customer typed, in the browser and
//! in the server alike; [`slip`] notices a mistyped mail provider.

pub mod slip;
pub mod value;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use slip::suggest_email;
pub use value::{Collected, ValueError};

use crate::{FieldError, Locale, text};

/// A link asks for 1 to 10 fields.
pub const MOST: usize = 10;
/// Characters a `TEXT` value may have when the merchant sets no limit.
pub const DEFAULT_LIMIT: u16 = 140;
/// The highest limit a merchant may set.
pub const HIGHEST_LIMIT: u16 = 500;

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
const RESERVED_KEYS: [&str; 5] = ["bank", "attempt", "lang", "again", "earlier"];

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

impl Identifier {
    /// The label the customer sees.
    pub fn label(&self, locale: Locale) -> &str {
        self.display_label.as_deref().unwrap_or_else(|| self.kind.default_label(locale))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
