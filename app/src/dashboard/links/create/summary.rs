//! What has to be corrected, above the form, each with a way to its field.

use leptos::{html, prelude::*};

use super::{
    state::{Placed, State},
    texts,
};
use crate::{
    i18n::dashboard,
    ui::icon::{self, Icon},
};

/// The summary. It takes focus after a send that failed.
#[component]
pub fn Summary(state: State, node: NodeRef<html::Div>) -> impl IntoView {
    let words = state.words;
    let problems = move || {
        if !state.summary.get() {
            return Vec::new();
        }
        let wrong = |placed: Placed| placed.entry.error.get().map(|text| (placed.control, text));
        state.entries().into_iter().filter_map(wrong).collect::<Vec<_>>()
    };
    let trouble = move || state.trouble.get().map(|error| dashboard::error(words.locale, &error.code));
    let title = move || trouble().map_or(texts().summary_title, |(title, _)| title);
    let hidden = move || problems().is_empty() && state.trouble.with(Option::is_none);
    let item = |(control, text): (String, String)| view! { <li><a href=format!("#{control}") rel="external">{text}</a></li> };
    view! {
        <div class="alert" id="link-summary" role="alert" tabindex="-1" aria-labelledby="link-summary-title" hidden=hidden node_ref=node>
            <Icon path=icon::WARNING />
            <div>
                <h2 class="alert-title" id="link-summary-title">{title}</h2>
                {move || trouble().map(|(_, text)| view! { <p>{text}</p> })}
                <ul>{move || problems().into_iter().map(item).collect_view()}</ul>
            </div>
        </div>
    }
}
