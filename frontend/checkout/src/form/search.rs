//! The search in a long list of banks. It only hides what does not match: the chosen bank stays. A bank is
//! found by its name in any language of the checkout, without regard to case and accents.

use app::i18n::{checkout, fill};
use domain::Locale;
use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::page::{all, find, listen, mark};

/// Searches as is typed.
pub fn start(locale: Locale) {
    let Some(search) = find("#bank-search").and_then(|search| search.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    listen(&search, "keydown", |event| {
        // Enter searches, which has happened already; it must not pay.
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter") {
            event.prevent_default();
        }
    });
    let typed = search.clone();
    listen(&search, "input", move |_| filter(locale, &typed.value()));
    // With no bank chosen the summary leads to the first one, which must not be hidden.
    if let Some(form) = search.form() {
        listen(&form, "submit", move |_| {
            search.set_value("");
            filter(locale, "");
        });
    }
}

fn filter(locale: Locale, sought: &str) {
    let sought = folded(sought.trim());
    let mut found = 0;
    for bank in all::<HtmlElement>(".bank") {
        let names = bank.text_content().unwrap_or_default() + &mark(&bank, "data-also");
        let matches = folded(&names).contains(&sought);
        found += usize::from(matches);
        let chosen = bank.query_selector(":checked").ok().flatten().is_some();
        bank.set_hidden(!matches && !chosen);
    }
    let texts = checkout::form(locale);
    let words = match found {
        _ if sought.is_empty() => String::new(),
        0 => texts.banks_none.to_owned(),
        found => fill(texts.banks_found, &[("count", &found.to_string())]),
    };
    if let Some(status) = find("#bank-found") {
        status.set_text_content(Some(&words));
    }
}

/// Without regard to case and accents, by the browser's own tables rather than ours, which would weigh more.
fn folded(text: &str) -> String {
    let apart: String = JsString::from(text).normalize("NFD").to_lower_case().into();
    apart.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect()
}
