//! What machines read: JSON, headers, an answer. It runs left to right in every language, and scrolls by itself.

use leptos::prelude::*;

/// A block of it.
#[component]
pub fn Code(text: String, label: &'static str) -> impl IntoView {
    view! { <pre class="code-block" dir="ltr" tabindex="0" role="group" aria-label=label><code>{text}</code></pre> }
}
