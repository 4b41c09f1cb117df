//! What a merchant reads on the page of a new link, and the words for everything that can be wrong with one.

mod ar;
mod en;
mod fr;

use domain::Locale;

use crate::i18n::texts;

texts! {
    /// Words of the form of a new link.
    MakeTexts {
        new_link_title, duplicate_title, create_link, link_created, summary_title, section_payment,
        section_customer, section_customer_text, section_after, amount, currency, reference, reference_hint,
        title, title_hint, description, optional, paid_to, paid_to_hint, no_destination, add_email, add_text,
        fields_asked, kind_phone, kind_email, kind_text, always_required, required, label, limit, move_up,
        move_down, remove_field, max_usages, max_usages_hint, expires, redirect_url, redirect_url_hint,
        cancel_url, cancel_url_hint, nowhere, no_redirect_urls, name, name_hint, slug, slug_hint, preview,
        amount_missing, amount_malformed, amount_precise, amount_positive, amount_large, reference_missing,
        reference_letters, text_missing, text_long, text_control, max_usages_wrong, limit_wrong, slug_shape,
        slug_reserved, slug_taken, expires_wrong, expires_past, destination_missing, destination_unready,
        url_unregistered, section_settings, grip, grip_hint, moved, expires_unfinished, slug_free,
        add_destination, customer, customer_hint, customer_search, customer_none, add_customer, customer_missing, add_url, add, added, draft_saved, draft_back, draft_discard, preview_screen,
        preview_page, preview_language, preview_theme, light, dark, screen_form, screen_bank, screen_full,
        screen_paid, screen_button, to_preview, button_needs_url,
    }
}

/// In a language.
pub const fn make(locale: Locale) -> &'static MakeTexts {
    match locale {
        Locale::En => &en::TEXTS,
        Locale::Ar => &ar::TEXTS,
        Locale::Fr => &fr::TEXTS,
    }
}
