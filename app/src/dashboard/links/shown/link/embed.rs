//! The link as a button on the merchant's own site: code to copy, and how it will look.

use domain::Locale;
use leptos::prelude::*;

use crate::{
    dashboard::words::Words,
    i18n::{checkout, fill, link_page},
    ui::copy::CopyButton,
};

/// Another site knows nothing of our style sheets: the button brings its own look.
const LOOK: &str = "display:inline-block;padding:12px 20px;border-radius:8px;background:#006a5f;color:#fff;\
                    font:600 16px/1.25 system-ui,sans-serif;text-decoration:none";

#[component]
pub fn Embed(url: String, amount: String) -> impl IntoView {
    let words = Words::get();
    let texts = link_page::texts(words.locale);
    let label = fill(checkout::form(words.locale).pay, &[("amount", &amount)]);
    let code = code(words.locale, &url, &label);
    view! {
        <details class="more-way">
            <summary>{texts.embed}</summary>
            <p class="quiet">{texts.embed_text}</p>
            <p class="embed-look" role="group" aria-label=texts.embed_preview>
                <a class="embed-button" href=url target="_blank" rel="noopener">{label}</a>
            </p>
            <pre class="embed-code" dir="ltr" tabindex="0" role="group" aria-label=texts.embed><code>{code.clone()}</code></pre>
            <CopyButton value=code label=texts.embed_copy />
        </details>
    }
}

fn code(locale: Locale, url: &str, label: &str) -> String {
    let (tag, direction) = (locale.tag(), locale.direction());
    let label = label.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<a href=\"{url}\" target=\"_blank\" rel=\"noopener\" lang=\"{tag}\" dir=\"{direction}\" style=\"{LOOK}\">{label}</a>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_one_link_that_brings_its_look_and_language() {
        let code = code(Locale::Ar, "https://pay.test/l/x", "a < b");
        assert!(
            code.starts_with("<a href=\"https://pay.test/l/x\" ") && code.ends_with(">a &lt; b</a>"),
            "{code}"
        );
        assert!(code.contains("lang=\"ar\" dir=\"rtl\"") && !code.contains('\n'), "{code}");
    }
}
