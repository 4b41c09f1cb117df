//! What was fixed when the link was made, and where it leads.

use domain::identifier::{DEFAULT_LIMIT, IdentifierKind};
use leptos::prelude::*;

use super::super::{BoundTo, LinkDetail, LinkField};
use crate::{
    dashboard::{customers::ALL as CUSTOMERS, words::Words},
    i18n::{dashboard, fill},
    ui::copy::Copy,
};

#[component]
pub fn Terms(detail: LinkDetail) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::views(words.locale);
    let LinkDetail {
        id, title, description, fields, destination, customer, redirect_url, cancel_url, ..
    } = detail;
    let row = |name: &'static str, value: Option<String>| {
        value.map(|value| view! { <div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div> })
    };
    view! {
        <section class="card section" aria-labelledby="terms-title">
            <h2 id="terms-title">{texts.terms}</h2>
            <dl class="named">
                {row(texts.title, title)}
                {row(texts.description, description)}
                <div>
                    <dt>{texts.asks_for}</dt>
                    <dd><ul class="asks">{fields.into_iter().map(|field| view! { <Field field /> }).collect_view()}</ul></dd>
                </div>
                {row(texts.paid_to, destination)}
                {customer.map(|bound| view! { <div><dt>{texts.column_customer}</dt><dd><Customer bound /></dd></div> })}
                {row(texts.redirect_url, redirect_url)}
                {row(texts.cancel_url, cancel_url)}
                <div><dt>{texts.link_id}</dt><dd><Copy value=id label=words.shared.copy /></dd></div>
            </dl>
        </section>
    }
}

/// Who it is for, by name; by the bare id once the record was deleted.
#[component]
pub fn Customer(bound: BoundTo) -> impl IntoView {
    let BoundTo { id, name } = bound;
    if let Some(name) = name {
        return view! { <a href=format!("{CUSTOMERS}/{id}")><bdi>{name}</bdi></a> }.into_any();
    }
    let deleted = dashboard::customers(Words::get().locale).deleted;
    view! { <span class="code"><bdi>{id}</bdi></span>" "<span class="faint">{deleted}</span> }.into_any()
}

#[component]
fn Field(field: LinkField) -> impl IntoView {
    let texts = dashboard::views(Words::get().locale);
    let LinkField { label, kind, required, limit } = field;
    let limit = (kind == IdentifierKind::Text).then(|| limit.unwrap_or(DEFAULT_LIMIT).to_string());
    let limit = limit.map(|limit| fill(texts.up_to_characters, &[("count", &limit)]));
    let word = if required { texts.required } else { texts.optional_word };
    view! {
        <li>
            <bdi>{label}</bdi>
            " "
            <span class="faint">{word}{limit.map(|limit| format!(", {limit}"))}</span>
        </li>
    }
}
