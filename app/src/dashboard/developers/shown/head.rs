//! The title of the area and the tabs that lead to its pages.

use leptos::prelude::*;

use super::super::{KEYS, REFERENCE, webhooks};
use crate::{dashboard::words::Words, i18n::developers};

/// The page whose tab is lit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Keys,
    Webhooks,
    Events,
    Reference,
}

/// Above every page of the area; its main action is the children.
#[component]
pub fn Head(tab: Tab, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let texts = developers::area(Words::get().locale);
    let link = |of: Tab, path: &'static str, text: &'static str| {
        view! { <a href=path aria-current=(of == tab).then_some("page")>{text}</a> }
    };
    view! {
        <div class="top">
            <h1>{texts.title}</h1>
            {children.map(|children| children())}
        </div>
        <nav class="tabs" aria-label=texts.tabs>
            {link(Tab::Keys, KEYS, texts.tab_keys)}
            {link(Tab::Webhooks, webhooks::ALL, texts.tab_webhooks)}
            {link(Tab::Events, webhooks::EVENTS, texts.tab_events)}
            {link(Tab::Reference, REFERENCE, texts.tab_api)}
        </nav>
    }
}
