//! The pages before and after one of a list.

use leptos::prelude::*;

/// Links to the pages beside this one; where there is none, the word stays and leads nowhere.
#[component]
pub fn Pager(
    label: &'static str,
    previous: &'static str,
    next: &'static str,
    #[prop(optional_no_strip)] previous_href: Option<String>,
    #[prop(optional_no_strip)] next_href: Option<String>,
) -> impl IntoView {
    let step = |word: &'static str, href: Option<String>, rel: &'static str| match href {
        Some(href) => view! { <a class="button" href=href rel=rel>{word}</a> }.into_any(),
        None => view! { <span class="button" aria-disabled="true">{word}</span> }.into_any(),
    };
    let any = previous_href.is_some() || next_href.is_some();
    any.then(|| {
        view! {
            <nav class="pager" aria-label=label>
                {step(previous, previous_href, "prev")} {step(next, next_href, "next")}
            </nav>
        }
    })
}
