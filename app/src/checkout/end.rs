//! The shape of every page that is not the form: whose it is, one icon, one sentence, one next step.

use leptos::prelude::*;

use super::{model::Merchant, page::Context};
use crate::ui::{
    button::ButtonLink,
    mark::{Mark, letter},
    seal::{Meaning, Seal},
};

/// The inside of `<main>`. `children` is what follows the sentence: a receipt, the next step.
#[component]
pub(super) fn End(
    name: String,
    meaning: Meaning,
    icon: &'static str,
    title: String,
    text: String,
    children: Children,
) -> impl IntoView {
    let who = (!name.is_empty()).then(|| {
        view! {
            <p class="who">
                <Mark letter=letter(&name) />
                <bdi>{name}</bdi>
            </p>
        }
    });
    view! {
        {who}
        <Seal meaning icon />
        <h1>{title}</h1>
        <p class="quiet">{text}</p>
        {children()}
    }
}

/// Every way to reach the merchant they gave; the first is the page's next step.
#[component]
pub(super) fn Contacts(context: Context) -> impl IntoView {
    let texts = context.texts;
    let Merchant { support_email, support_phone, .. } = context.merchant.clone();
    let ways = [
        support_email.map(|address| (format!("mailto:{address}"), texts.contact_email)),
        support_phone.map(|number| (format!("tel:{number}"), texts.contact_phone)),
    ];
    let buttons = ways.into_iter().flatten().enumerate().map(|(place, (href, text))| {
        let rel = href.starts_with("http").then_some("noopener");
        view! { <ButtonLink href label=context.fill(text, &[]) quiet=place != 0 rel /> }
    });
    let buttons: Vec<_> = buttons.collect();
    (!buttons.is_empty()).then(|| view! { <div class="steps">{buttons}</div> })
}
