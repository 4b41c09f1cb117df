//! When no link is to blame: the address, or we.

use leptos::prelude::*;

use super::{
    end::End,
    model::{Failure, Turned},
    page::Context,
};
use crate::{
    i18n::checkout::PageTexts,
    ui::{
        button::ButtonLink,
        icon,
        rows::{Row, Rows},
        seal::Meaning,
    },
};

/// Title and sentence.
pub(super) fn words<'f>(texts: &'static PageTexts, failure: &'f Failure) -> (&'static str, &'f str) {
    match failure {
        Failure::NotFound => (texts.not_found_title, texts.not_found_text),
        Failure::Refused => (texts.refused_title, texts.refused_text),
        Failure::TooMany => (texts.too_many_title, texts.too_many_text),
        Failure::Server { .. } => (texts.server_title, texts.server_text),
        Failure::Dashboard(turned) => (turned.title, &turned.text),
    }
}

/// The page of a failure.
#[component]
pub(super) fn FailurePage(context: Context, failure: Failure) -> impl IntoView {
    let (title, text) = words(context.texts, &failure);
    let text = text.to_owned();
    let (meaning, icon) = match failure {
        Failure::NotFound => (Meaning::Off, icon::QUESTION),
        Failure::Refused => (Meaning::Off, icon::WARNING),
        Failure::TooMany => (Meaning::Wait, icon::CLOCK),
        Failure::Server { .. } => (Meaning::Bad, icon::WARNING),
        Failure::Dashboard(_) => (Meaning::Off, icon::WARNING),
    };
    // The same address, asked for anew.
    let again = Some((String::new(), context.texts.try_again));
    let (request, way) = match failure {
        Failure::NotFound | Failure::Refused => (None, None),
        Failure::TooMany => (None, again),
        Failure::Server { request_id } => (request_id, again),
        Failure::Dashboard(Turned { request_id, href, label, .. }) => (request_id, Some((href, label))),
    };
    let way = way.map(|(href, label)| {
        view! { <div class="steps"><ButtonLink href label=label.to_owned() /></div> }
    });
    let name = context.merchant.name.clone();
    view! {
        <main class="end" data-page="error">
            <End name meaning icon title=title.to_owned() text>
                {request.map(|id| view! { <Rows rows=vec![Row::code(context.texts.request_id, id)] /> })}
                {way}
            </End>
        </main>
    }
}
