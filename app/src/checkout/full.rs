//! The waiting room: every place is being paid for, and the page lets the customer in when one is free.

use leptos::prelude::*;

use super::{
    end::End,
    model::{Full, Resend},
    page::Context,
    pay::TimeLeft,
};
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
    // Without script a page that answers a form cannot ask again by itself.
    let scripted = full.resend.is_some();
    view! {
        <End name meaning=Meaning::Wait icon=icon::HOURGLASS title text>
            {full.until.map(|deadline| view! { <p class="num"><TimeLeft deadline text=texts.time_left /></p> })}
            <Watching texts scripted />
            {full.resend.map(|resend| view! { <SendAgain resend texts /> })}
        </End>
    }
}

/// What was sent with Pay, sent again by the customer, or by the script once there is a place. Under the form's own
/// id, so that the values are carried into another language too.
#[component]
fn SendAgain(resend: Resend, texts: &'static PageTexts) -> impl IntoView {
    let fields = resend.fields.into_iter().map(|(name, value)| {
        view! { <input type="hidden" name=name value=value /> }
    });
    view! {
        <form class="steps" id="checkout-form" method="post" action=resend.action>
            {fields.collect_view()}
            <button class="button wide" type="submit">
                {texts.try_again}
            </button>
        </form>
    }
}

/// Says that the page waits for news, and has a place to announce them.
#[component]
pub(super) fn Watching(
    texts: &'static PageTexts,
    /// Only where there is script.
    #[prop(optional)]
    scripted: bool,
) -> impl IntoView {
    view! {
        <p class="watching faint" class:scripted=scripted>
            <span class="pulse" aria-hidden="true"></span>
            {texts.updates_itself}
        </p>
        <p class="sr" role="status" data-news=texts.refreshing></p>
    }
}
