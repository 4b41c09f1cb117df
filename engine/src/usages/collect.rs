//! Checks what a customer typed, all fields at once.

use domain::identifier::{Collected, Identifier, IdentifierKind, ValueError};

use super::StartUsage;
use crate::numbering::is_phone;

/// What was collected, or what each wrong field lacks, by key.
pub(super) type Collection = Result<Vec<Collected>, Vec<(String, ValueError)>>;

/// Checks every field; all errors at once, by key.
pub(super) fn collect(identifiers: &[Identifier], start: &StartUsage) -> Collection {
    let (mut collected, mut errors) = (Vec::new(), Vec::new());
    for identifier in identifiers {
        let typed = start
            .values
            .iter()
            .find(|(key, _)| *key == identifier.key)
            .map_or("", |(_, value)| value.as_str());
        match check(identifier, typed) {
            Ok(value) => collected.push(Collected {
                key: identifier.key.clone(),
                kind: identifier.kind,
                label: identifier.label(start.locale).to_owned(),
                typed: Some(typed.to_owned())
                    .filter(|typed| value.as_ref() != Some(typed) && !typed.is_empty()),
                value,
            }),
            Err(error) => errors.push((identifier.key.clone(), error)),
        }
    }
    if errors.is_empty() { Ok(collected) } else { Err(errors) }
}

/// The shared check, and for phones what only a numbering-plan library knows.
fn check(identifier: &Identifier, typed: &str) -> Result<Option<String>, ValueError> {
    // No limit allows a value near this; an endless one need not be looked at letter by letter.
    if typed.len() > 16_384 {
        return Err(ValueError::TooLong { limit: domain::identifier::HIGHEST_LIMIT });
    }
    let value = identifier.check(typed)?;
    match &value {
        Some(phone) if identifier.kind == IdentifierKind::MobilePhone && !is_phone(phone) => {
            Err(ValueError::PhoneUnknown)
        }
        _ => Ok(value),
    }
}
