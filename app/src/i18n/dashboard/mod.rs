//! What a merchant reads: the words shared by all dashboard pages, and those of the pages of links.
//!
//! [`refusals`] has the words for everything that can be wrong, [`spans`] lengths of time, `lists` what stands
//! around lists, `make` the form of a new link and `adding` what it adds to the settings, `customers` those one
//! sells to, `moves` what may be done with a link, `notices` what was done, `usages` what stands around its usages, `keys` the keyboard,
//! `recover` the way to a new password.

#[cfg(feature = "ssr")]
mod adding;
mod ar;
#[cfg(feature = "ssr")]
mod customers;
mod en;
mod fr;
#[cfg(feature = "ssr")]
mod keys;
#[cfg(feature = "ssr")]
mod lists;
mod make;
#[cfg(feature = "ssr")]
mod moves;
mod notices;
#[cfg(feature = "ssr")]
mod recover;
mod refusals;
mod spans;
#[cfg(feature = "ssr")]
mod usages;

use domain::{
    Locale,
    link::LinkStatus,
    payment::PaymentStatus,
    usage::{UsageStatus, event::FailureCode},
};

#[cfg(feature = "ssr")]
pub use adding::{AddingTexts, adding};
#[cfg(feature = "ssr")]
pub use customers::{CustomerTexts, customers};
#[cfg(feature = "ssr")]
pub use keys::keys;
#[cfg(feature = "ssr")]
pub use lists::lists;
pub use make::{MakeTexts, make};
#[cfg(feature = "ssr")]
pub use moves::moves;
pub use notices::notices;
#[cfg(feature = "ssr")]
pub use recover::{RecoverTexts, recover};
#[cfg(feature = "ssr")]
pub use refusals::refusal;
pub use refusals::{SAID, amount_error, error, field_error, slug_error, text_error};
pub use spans::{Unit, span};
#[cfg(feature = "ssr")]
pub use usages::usages;

use super::texts;

texts! {
    /// Words shared by all pages of the dashboard.
    DashboardTexts {
        links, developers, customers, customer, new_customer, edit_customer, search_customers, menu, skip, languages, sign_out,
        test_mode,
        sign_in, sign_in_title, email, password,
        sign_in_wrong_title, sign_in_wrong_text, sign_in_throttled_title, sign_in_throttled_text,
        forgot,
        all, cancel, copy, copied, close, pages, previous, next, try_again, back, not_live, offline,
        today, yesterday, tomorrow, just_now, ago, ahead,
        link_active, link_disabled, link_expired, link_used,
        usage_started, usage_payment_created, usage_failed, usage_expired,
        payment_pending, payment_accepted, payment_settled, payment_held, payment_rejected,
        not_found_title, not_found_text, signed_out_title, signed_out_text, forbidden_title, forbidden_text,
        throttled_title, throttled_text, busy_title, busy_text, bank_title, bank_text,
        changed_title, changed_text, terminal_title, terminal_text,
        unreachable_title, unreachable_text, internal_title, internal_text, invalid_title, invalid_text,
    }
}

texts! {
    /// Words of the pages of links.
    LinkTexts {
        links, all_links, new_link, search_links, filter_status, usages, search_usages, filter_usage_status, usage,
    }
}

texts! {
    /// Words of what only the server renders: lists and details. They stay out of the bundle.
    ViewTexts {
        new_link, column_link, column_status, column_amount, column_usages, column_expires,
        column_started, column_customer, column_usage, column_payment, paying_now, never_expires,
        clear_filters, empty_title, empty_text, empty_curl, none_title, none_text, amount, reference,
        title, description, paid_to, destination_default, destination_not_ready, required, optional_word,
        redirect_url, cancel_url, created, never, until_full, share, copy_link, open_link, qr_alt,
        qr_svg, qr_png, share_email, share_sms, share_whatsapp, share_message, share_subject, terms,
        asks_for, up_to_characters, link_id, no_usages_title, no_usages_text, no_payment, usage, entered,
        payment, timeline, ids, bank, bank_payment_id, bank_says, result_page, step_started,
        step_approved, step_created, step_failed, step_expired, step_payment, step_reversed,
        reason_declined, reason_funds, reason_unreachable, reason_rejected, reason_lost, reason_replaced,
    }
}

/// The words shared by all pages, in a language.
pub const fn texts(locale: Locale) -> &'static DashboardTexts {
    match locale {
        Locale::En => &en::TEXTS,
        Locale::Ar => &ar::TEXTS,
        Locale::Fr => &fr::TEXTS,
    }
}

/// The words of the pages of links, in a language.
pub const fn links(locale: Locale) -> &'static LinkTexts {
    match locale {
        Locale::En => &en::LINKS,
        Locale::Ar => &ar::LINKS,
        Locale::Fr => &fr::LINKS,
    }
}

/// The words of lists and details, in a language.
pub const fn views(locale: Locale) -> &'static ViewTexts {
    match locale {
        Locale::En => &en::VIEWS,
        Locale::Ar => &ar::VIEWS,
        Locale::Fr => &fr::VIEWS,
    }
}

/// A link's status as a word.
pub const fn link_status(locale: Locale, status: LinkStatus) -> &'static str {
    let texts = texts(locale);
    match status {
        LinkStatus::Active => texts.link_active,
        LinkStatus::Disabled => texts.link_disabled,
        LinkStatus::Expired => texts.link_expired,
        LinkStatus::Used => texts.link_used,
    }
}

/// A usage's status as a word.
pub const fn usage_status(locale: Locale, status: UsageStatus) -> &'static str {
    let texts = texts(locale);
    match status {
        UsageStatus::Started => texts.usage_started,
        UsageStatus::PaymentCreated => texts.usage_payment_created,
        UsageStatus::Failed => texts.usage_failed,
        UsageStatus::Expired => texts.usage_expired,
    }
}

/// A payment's status as a word.
pub const fn payment_status(locale: Locale, status: PaymentStatus) -> &'static str {
    let texts = texts(locale);
    match status {
        PaymentStatus::Pending => texts.payment_pending,
        PaymentStatus::Accepted => texts.payment_accepted,
        PaymentStatus::Settled => texts.payment_settled,
        PaymentStatus::Held => texts.payment_held,
        PaymentStatus::Rejected => texts.payment_rejected,
    }
}

/// Why a usage failed, as a sentence for the merchant.
pub const fn failure(locale: Locale, code: FailureCode) -> &'static str {
    let texts = views(locale);
    match code {
        FailureCode::Declined => texts.reason_declined,
        FailureCode::InsufficientFunds => texts.reason_funds,
        FailureCode::BankUnavailable => texts.reason_unreachable,
        FailureCode::Rejected => texts.reason_rejected,
        FailureCode::Replaced => texts.reason_replaced,
        FailureCode::ApprovalLost => texts.reason_lost,
    }
}
