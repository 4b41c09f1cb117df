//! A link that looks like a button: the next step of a page.

use leptos::prelude::*;

/// The page's main step fills the width; a second one is quiet.
#[component]
pub fn ButtonLink(
    href: String,
    label: String,
    #[prop(optional)] quiet: bool,
    #[prop(optional_no_strip)] rel: Option<&'static str>,
) -> impl IntoView {
    let class = if quiet { "button wide" } else { "button main wide" };
    view! {
        <a class=class href=href rel=rel>
            {label}
        </a>
    }
}
