//! What a merchant reads on the page of one link, and a customer on its poster. The server alone renders both.

mod ar;
mod en;
mod fr;

use domain::{Locale, event::EventType, usage::event::FailureCode};
use engine::links::{Activity, Author};

use super::{fill, texts};

texts! {
    /// Words of the page of one link: sharing, results, activity, and the why of a usage.
    LinkPageTexts {
        share_sheet, share_telegram, share_titled, embed, embed_text, embed_preview, embed_copy, poster, poster_print,
        poster_text, poster_size, poster_language, poster_open, poster_back, poster_hint, poster_label,
        poster_scan, results, collected, payments, success, percent, success_of, success_none, chart,
        chart_said, chart_none, opened, started, paid, counted, why_not_started, why_not_paid,
        refused_full, refused_disabled, refused_expired, refused_used, drop_declined, drop_funds,
        drop_unreachable, drop_rejected, drop_lost, drop_expired, drop_reversed, under_way, activity,
        did_create, did_update, did_disable, did_enable, did_delete, did_expire, did_use, by_key,
        by_customer, by_remit, field_name, field_title, field_description, field_redirect_url,
        field_cancel_url, field_metadata, why, expired_why, advise_declined, advise_funds,
        advise_unreachable, advise_rejected, advise_lost, advise_replaced, advise_expired, step_sent,
    }
}

/// These words in a language.
pub const fn texts(locale: Locale) -> &'static LinkPageTexts {
    match locale {
        Locale::En => &en::TEXTS,
        Locale::Ar => &ar::TEXTS,
        Locale::Fr => &fr::TEXTS,
    }
}

/// Why attempts were not paid, in a few words.
pub const fn drop(locale: Locale, code: FailureCode) -> &'static str {
    let texts = texts(locale);
    match code {
        FailureCode::Declined => texts.drop_declined,
        FailureCode::InsufficientFunds => texts.drop_funds,
        FailureCode::BankUnavailable => texts.drop_unreachable,
        // A replaced attempt is none of its own and never counted.
        FailureCode::Rejected | FailureCode::Replaced => texts.drop_rejected,
        FailureCode::ApprovalLost => texts.drop_lost,
    }
}

/// What a merchant can do about a failed usage.
pub const fn advice(locale: Locale, code: FailureCode) -> &'static str {
    let texts = texts(locale);
    match code {
        FailureCode::Declined => texts.advise_declined,
        FailureCode::InsufficientFunds => texts.advise_funds,
        FailureCode::BankUnavailable => texts.advise_unreachable,
        FailureCode::Rejected => texts.advise_rejected,
        FailureCode::Replaced => texts.advise_replaced,
        FailureCode::ApprovalLost => texts.advise_lost,
    }
}

/// Who did what to a link, as a sentence.
pub fn activity(locale: Locale, entry: &Activity) -> String {
    let texts = texts(locale);
    let sentence = match entry.kind {
        EventType::LinkCreated => texts.did_create,
        EventType::LinkDisabled => texts.did_disable,
        EventType::LinkEnabled => texts.did_enable,
        EventType::LinkExpired => texts.did_expire,
        EventType::LinkUsed => texts.did_use,
        EventType::LinkDeleted => texts.did_delete,
        // Of the rest only edits are about a link.
        _ => texts.did_update,
    };
    let fields: Vec<_> = entry.changed.iter().map(|field| named(texts, field)).collect();
    let comma = if locale == Locale::Ar { "، " } else { ", " };
    fill(sentence, &[("who", &who(texts, &entry.by)), ("fields", &fields.join(comma))])
}

fn who(texts: &LinkPageTexts, author: &Author) -> String {
    match author {
        Author::User(email) => email.clone(),
        Author::Key(name) => fill(texts.by_key, &[("name", name)]),
        Author::Customer => texts.by_customer.to_owned(),
        Author::Remit => texts.by_remit.to_owned(),
    }
}

/// The name of a field of the API; one that is new here keeps it.
fn named<'t>(texts: &'t LinkPageTexts, field: &'t str) -> &'t str {
    match field {
        "name" => texts.field_name,
        "title" => texts.field_title,
        "description" => texts.field_description,
        "redirect_url" => texts.field_redirect_url,
        "cancel_url" => texts.field_cancel_url,
        "metadata" => texts.field_metadata,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use super::*;

    #[test]
    fn an_edit_says_who_changed_which_fields_in_each_language() {
        let entry = Activity {
            kind: EventType::LinkUpdated,
            by: Author::Key("Shop".to_owned()),
            changed: vec!["title".to_owned(), "metadata".to_owned()],
            at: Timestamp::from_millis(0),
        };
        assert_eq!(activity(Locale::En, &entry), "Title, Metadata changed by API key Shop");
        assert_eq!(activity(Locale::Fr, &entry), "Modifié par la clé API Shop\u{a0}: Titre, Métadonnées");
        let arabic = activity(Locale::Ar, &entry);
        assert!(arabic.contains("العنوان، البيانات الوصفية") && arabic.contains("Shop"), "{arabic}");
        let used = Activity { kind: EventType::LinkUsed, by: Author::Remit, changed: vec![], ..entry };
        assert_eq!(activity(Locale::En, &used), "Took its last payment");
    }
}
