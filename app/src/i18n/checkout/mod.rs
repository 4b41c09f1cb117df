//! What a customer reads. The form's words are apart from the pages', because only they travel in the bundle.

mod ar;
mod en;
mod fr;

use domain::{
    Locale,
    identifier::{IdentifierKind, ValueError},
    usage::event::FailureCode,
};

use super::{fill, texts};

texts! {
    /// Words of the form, used by the server and the browser.
    FormTexts {
        phone_label, email_label, text_label, optional, phone_hint,
        characters_left, characters_over,
        bank_legend, bank_search, bank_last_used, banks_found, banks_none,
        pay, opening_bank, safe,
        advice_question, advice_use,
        summary_title,
        phone_missing, phone_letters, phone_country_code, phone_length, phone_unknown,
        email_missing, email_shape,
        text_missing, too_long, control_characters,
        bank_missing,
        bank_unreachable_title, bank_unreachable_text, bank_none_title, bank_none_text,
        out_of_date_title, out_of_date_text,
    }
}

texts! {
    /// Words of the pages, rendered by the server alone.
    PageTexts {
        test_mode,
        pay_title, payment_to, summary, reference, pay_before, time_left,
        languages, help,
        contact_email, contact_phone,
        expired_title, expired_text, expired_text_dated,
        disabled_title, disabled_text,
        used_title, used_text, paid_title, paid_text,
        deleted_title, deleted_text,
        full_title, full_title_single, full_text, full_text_until,
        updates_itself, refreshing,
        unknown_title, unknown_text,
        done_title, done_accepted, done_settled, done_keep, done_receipt, done_close,
        asked_title, asked_text, pay_again,
        waiting_title, waiting_text, waiting_back, waiting_change,
        waiting_unreachable_title, waiting_unreachable_text,
        checking_title, checking_text, checking_keep, checking_long, checking_long_keep,
        failed_title, failed_again, failed_closed, nothing_paid,
        late_title, late_text,
        held_title, held_text,
        reversed_title, reversed_text,
        try_again, back_to,
        row_amount, row_for, row_to, row_reference, row_bank, row_date, row_payment_id,
        row_status, row_contact,
        receipt_title, receipt_accepted, receipt_settled, receipt_held, receipt_taken_back,
        receipt_taken_back_text, receipt_entered, receipt_print, receipt_print_hint, receipt_back,
        not_found_title, not_found_text,
        refused_title, refused_text,
        too_many_title, too_many_text,
        server_title, server_text, request_id, offline,
        reason_declined, reason_funds, reason_rejected, reason_unreachable, reason_lost, reason_replaced,
    }
}

/// The form's words in a language.
pub const fn form(locale: Locale) -> &'static FormTexts {
    match locale {
        Locale::En => &en::FORM,
        Locale::Ar => &ar::FORM,
        Locale::Fr => &fr::FORM,
    }
}

/// The pages' words in a language.
pub const fn pages(locale: Locale) -> &'static PageTexts {
    match locale {
        Locale::En => &en::PAGES,
        Locale::Ar => &ar::PAGES,
        Locale::Fr => &fr::PAGES,
    }
}

/// The label of a field the merchant gave none.
pub const fn default_label(locale: Locale, kind: IdentifierKind) -> &'static str {
    let texts = form(locale);
    match kind {
        IdentifierKind::MobilePhone => texts.phone_label,
        IdentifierKind::Email => texts.email_label,
        IdentifierKind::Text => texts.text_label,
    }
}

/// What a value lacks, in words that make sense beside the field and in the summary above the form.
pub fn value_error(locale: Locale, kind: IdentifierKind, label: &str, error: ValueError) -> String {
    let texts = form(locale);
    match error {
        ValueError::Missing => match kind {
            IdentifierKind::MobilePhone => texts.phone_missing.to_owned(),
            IdentifierKind::Email => texts.email_missing.to_owned(),
            IdentifierKind::Text => fill(texts.text_missing, &[("label", label)]),
        },
        ValueError::PhoneLetters => texts.phone_letters.to_owned(),
        ValueError::PhoneCountryCode => texts.phone_country_code.to_owned(),
        ValueError::PhoneLength => texts.phone_length.to_owned(),
        ValueError::PhoneUnknown => texts.phone_unknown.to_owned(),
        ValueError::Email => texts.email_shape.to_owned(),
        ValueError::TooLong { limit } => {
            fill(texts.too_long, &[("label", label), ("limit", &limit.to_string())])
        }
        ValueError::Control => fill(texts.control_characters, &[("label", label)]),
    }
}

/// Why a payment was not made, as a sentence.
pub const fn failure(locale: Locale, code: FailureCode) -> &'static str {
    let texts = pages(locale);
    match code {
        FailureCode::Declined => texts.reason_declined,
        FailureCode::InsufficientFunds => texts.reason_funds,
        FailureCode::BankUnavailable => texts.reason_unreachable,
        FailureCode::Rejected => texts.reason_rejected,
        FailureCode::Replaced => texts.reason_replaced,
        FailureCode::ApprovalLost => texts.reason_lost,
    }
}
