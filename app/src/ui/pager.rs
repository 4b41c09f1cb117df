//! Newer and older pages of a list.

use leptos::prelude::*;

/// Links to the pages beside this one; where there is none, the word stays and leads nowhere.
#[component]
pub fn Pager(
    label: &'static str,
    newer: &'static str,
    older: &'static str,
    #[prop(optional_no_strip)] newer_href: Option<String>,
    #[prop(optional_no_strip)] older_href: Option<String>,
) -> impl IntoView {
    let step = |word: &'static str, href: Option<String>, rel: &'static str| match href {
        Some(href) => view! { <a class="button" href=href rel=rel>{word}</a> }.into_any(),
        None => view! { <span class="button" aria-disabled="true">{word}</span> }.into_any(),
    };
    let any = newer_href.is_some() || older_href.is_some();
    any.then(|| {
        view! {
            <nav class="pager" aria-label=label>
                {step(newer, newer_href, "prev")} {step(older, older_href, "next")}
            </nav>
        }
    })
}
