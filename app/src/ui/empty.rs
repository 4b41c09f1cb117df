//! What a list shows when it is empty: one sentence, one action, and the command that does the same.

use leptos::prelude::*;

use super::icon::Icon;

/// An empty list.
#[component]
pub fn Empty(
    icon: &'static str,
    title: String,
    text: String,
    #[prop(optional_no_strip)] curl: Option<Curl>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="empty">
            <span class="empty-icon"><Icon path=icon /></span>
            <h2>{title}</h2>
            <p class="quiet">{text}</p>
            <p>{children()}</p>
            {curl.map(|Curl { title, command }| {
                view! {
                    <details class="curl">
                        <summary>{title}</summary>
                        <pre dir="ltr" tabindex="0"><code>{command}</code></pre>
                    </details>
                }
            })}
        </section>
    }
}

/// A command that does what the button does.
#[derive(Clone)]
pub struct Curl {
    pub title: &'static str,
    pub command: String,
}
