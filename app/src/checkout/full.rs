//! The waiting room: every place is being paid for, and the page lets the customer in when one is free.

use leptos::prelude::*;

use super::{end::End, model::Full, page::Context, pay::TimeLeft};
use crate::{
    i18n::checkout::PageTexts,
    ui::{icon, seal::Meaning},
};

pub(super) const fn title(texts: &'static PageTexts, full: &Full) -> &'static str {
    if full.single { texts.full_title_single } else { texts.full_title }
}

/// The page while a link is full.
#[component]
pub(super) fn FullPage(context: Context, full: Full) -> impl IntoView {
    let watch = full.status_url.clone();
    view! {
        <main class="end" data-page="full" data-watch=watch>
            <FullView context full />
        </main>
    }
}

/// What stands on it.
#[component]
pub(super) fn FullView(context: Context, full: Full) -> impl IntoView {
    let texts = context.texts;
    let title = title(texts, &full).to_owned();
    let text = match &full.until {
        Some(deadline) => context.fill(texts.full_text_until, &[("time", &deadline.text)]),
        None => texts.full_text.to_owned(),
    };
    let name = context.merchant.name;
    view! {
        <End name meaning=Meaning::Wait icon=icon::HOURGLASS title text>
            {full.until.map(|deadline| view! { <p class="num"><TimeLeft deadline text=texts.time_left /></p> })}
            <Watching texts />
        </End>
    }
}

/// Says that the page waits for news, and has a place to announce them.
#[component]
pub(super) fn Watching(texts: &'static PageTexts) -> impl IntoView {
    view! {
        <p class="watching faint">
            <span class="pulse" aria-hidden="true"></span>
            {texts.updates_itself}
        </p>
        <p class="sr" role="status" data-news=texts.refreshing></p>
    }
}
