//! What machines read: JSON, headers, an answer. It runs left to right in every language, and scrolls by itself.

use leptos::prelude::*;

use crate::ui::copy::CopyButton;

/// A block of it.
#[component]
pub fn Code(text: String, label: &'static str) -> impl IntoView {
    view! { <pre class="code-block" dir="ltr" tabindex="0" role="group" aria-label=label><code>{text}</code></pre> }
}

/// A card of it, with a button that copies it whole.
#[component]
pub fn CodeCard(id: &'static str, title: &'static str, text: String, copy: &'static str) -> impl IntoView {
    view! {
        <section class="card section" aria-labelledby=id>
            <div class="section-head">
                <h2 id=id>{title}</h2>
                <CopyButton value=text.clone() label=copy />
            </div>
            <Code text label=title />
        </section>
    }
}
