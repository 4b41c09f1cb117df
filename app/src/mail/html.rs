//! A letter in HTML: one column, no tables, no pictures, nothing fetched from anywhere.

use leptos::prelude::*;

use super::{content::Content, look};
use crate::i18n::mail;

pub(super) fn write(content: &Content) -> String {
    let html = Owner::new_root(None).with(|| document(content).to_html());
    // No browser takes the page over, so nothing needs to find its places again; in a title they would be read.
    format!("<!doctype html>{}", html.replace("<!>", ""))
}

fn document(content: &Content) -> impl IntoView {
    let Content { locale, subject, test_mode, .. } = content;
    view! {
        <html lang=locale.tag() dir=locale.direction()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="supported-color-schemes" content="light dark" />
                <title>{subject.clone()}</title>
                <style>{look::DARK}</style>
            </head>
            // Some programs drop these of the document and keep the body's.
            <body class="ground" style=look::BODY dir=locale.direction()>
                {test_mode.map(|words| view! { <p class="test" style=look::TEST>{words}</p> })}
                {card(content)}
            </body>
        </html>
    }
}

fn card(content: &Content) -> impl IntoView {
    let Content { locale, who, title, amount, text, rows, button: (label, url), foot, .. } = content;
    let rows = rows.iter().map(|(label, value)| {
        view! {
            <p class="row" style=look::ROW>
                <span class="quiet" style=look::LABEL>{*label}</span>
                <bdi>{value.clone()}</bdi>
            </p>
        }
    });
    let amount = amount.as_ref().map(|amount| {
        view! { <p style=look::AMOUNT><bdi>{amount.text()}</bdi></p> }
    });
    view! {
        <div class="card" style=look::CARD>
            <p style=look::WHO><bdi>{who.clone()}</bdi></p>
            <h1 style=look::TITLE>{title.clone()}</h1>
            {amount}
            <p style=look::TEXT>{text.clone()}</p>
            {rows.collect_view()}
            <p style=look::STEP>
                <a class="step" style=look::BUTTON href=url.clone()>{*label}</a>
            </p>
            <p class="quiet" style=look::SMALL>
                {mail::texts(*locale).open_instead}
                <br />
                <a class="quiet" style=look::ADDRESS href=url.clone() dir="ltr">{url.clone()}</a>
            </p>
            <p class="quiet" style=look::SMALL>{foot.clone()}</p>
        </div>
    }
}
