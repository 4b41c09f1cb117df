//! Words for everything that can be wrong: with a value, with a field the server refused, with a page.

use domain::{FieldError, Locale, money::InvalidAmount, slug::InvalidSlug, text::InvalidText};

use super::{make, texts};
use crate::i18n::fill;

/// The code of a field error whose detail is in the reader's language already.
pub const SAID: &str = "said";

/// What is wrong with an amount.
pub fn amount_error(locale: Locale, invalid: &InvalidAmount) -> String {
    let texts = make(locale);
    match invalid {
        InvalidAmount::Malformed => texts.amount_malformed.to_owned(),
        InvalidAmount::TooPrecise { currency, exponent } => {
            let digits = exponent.to_string();
            fill(texts.amount_precise, &[("currency", currency.code()), ("digits", &digits)])
        }
        InvalidAmount::NotPositive => texts.amount_positive.to_owned(),
        InvalidAmount::TooLarge => texts.amount_large.to_owned(),
    }
}

/// What is wrong with a text.
pub fn text_error(locale: Locale, invalid: &InvalidText) -> String {
    let texts = make(locale);
    match invalid {
        InvalidText::Empty => texts.text_missing.to_owned(),
        InvalidText::TooLong { limit } => fill(texts.text_long, &[("limit", &limit.to_string())]),
        InvalidText::NotCarried => texts.reference_letters.to_owned(),
        InvalidText::Control | InvalidText::Metadata => texts.text_control.to_owned(),
    }
}

/// What is wrong with a slug.
pub fn slug_error(locale: Locale, invalid: &InvalidSlug) -> String {
    let texts = make(locale);
    match invalid {
        InvalidSlug::Malformed => texts.slug_shape,
        InvalidSlug::Reserved => texts.slug_reserved,
    }
    .to_owned()
}

/// What the server found wrong with a field; in its own English words when there are no others.
pub fn field_error(locale: Locale, error: &FieldError) -> String {
    known_field_error(locale, error).unwrap_or(&error.detail).to_owned()
}

/// What was found wrong with a plain form, where there are words in the reader's language.
#[cfg(feature = "ssr")]
pub fn refusal(locale: Locale, error: &FieldError) -> Option<String> {
    match error.code.as_str() {
        SAID => Some(error.detail.clone()),
        "too_many_views" => Some(super::lists(locale).too_many_views.to_owned()),
        _ => known_field_error(locale, error).map(str::to_owned),
    }
}

fn known_field_error(locale: Locale, error: &FieldError) -> Option<&'static str> {
    let texts = make(locale);
    Some(match (error.param.as_str(), error.code.as_str()) {
        (_, "slug_taken") => texts.slug_taken,
        (_, "in_the_past") => texts.expires_past,
        (_, "destination_not_ready") => texts.destination_unready,
        (_, "redirect_url_not_registered") => texts.url_unregistered,
        ("customer_id", _) => texts.customer_missing,
        ("payment_details.destination_id", _) => texts.destination_missing,
        _ => return None,
    })
}

/// What happened when a page or an action failed, and what to do.
pub fn error(locale: Locale, code: &str) -> (&'static str, &'static str) {
    let texts = texts(locale);
    match code {
        "not_found" => (texts.not_found_title, texts.not_found_text),
        "unauthenticated" => (texts.signed_out_title, texts.signed_out_text),
        "forbidden" => (texts.forbidden_title, texts.forbidden_text),
        "too_many_requests" => (texts.throttled_title, texts.throttled_text),
        "busy" => (texts.busy_title, texts.busy_text),
        "bank_unavailable" => (texts.bank_title, texts.bank_text),
        "conflict" => (texts.changed_title, texts.changed_text),
        "link_terminal" => (texts.terminal_title, texts.terminal_text),
        "invalid_parameters" => (texts.invalid_title, texts.invalid_text),
        "unreachable" => (texts.unreachable_title, texts.unreachable_text),
        _ => (texts.internal_title, texts.internal_text),
    }
}
