//! What there is to say about a value, in the customer's language. The same on both sides of the wire.

use domain::{
    Locale,
    identifier::{self, DEFAULT_LIMIT, Identifier, IdentifierKind},
    text,
};

use crate::i18n::{checkout, fill};

/// How near to its limit a text says how much room is left.
const NEAR: usize = 20;

/// The address somebody may have meant with this value of this field.
pub fn advice(identifier: &Identifier, value: &str) -> Option<String> {
    let email = identifier.kind == IdentifierKind::Email && identifier.check(value).is_ok();
    if email { identifier::suggest_email(value) } else { None }
}

/// Asks whether that address was meant.
pub fn question(locale: Locale, email: &str) -> String {
    fill(checkout::form(locale).advice_question, &[("email", email)])
}

/// What the value lacks.
pub fn error(locale: Locale, identifier: &Identifier, label: &str, value: &str) -> Option<String> {
    let error = identifier.check(value).err()?;
    Some(checkout::value_error(locale, identifier.kind, label, error))
}

/// How much room a text has left, once it gets tight.
pub fn room(locale: Locale, identifier: &Identifier, value: &str) -> Option<String> {
    if identifier.kind != IdentifierKind::Text {
        return None;
    }
    let (length, limit) =
        (text::length(value.trim()), usize::from(identifier.limit.unwrap_or(DEFAULT_LIMIT)));
    let say = |text, count: usize| Some(fill(text, &[("count", &count.to_string())]));
    let texts = checkout::form(locale);
    if length > limit {
        say(texts.characters_over, length - limit)
    } else if length > 0 && limit - length <= NEAR.min(limit / 4) {
        say(texts.characters_left, limit - length)
    } else {
        None
    }
}
