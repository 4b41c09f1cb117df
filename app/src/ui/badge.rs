//! A status: a colour, a shape and always a word.

use leptos::prelude::*;

use super::seal::Meaning;

/// A status in one word.
#[component]
pub fn Badge(meaning: Meaning, text: &'static str) -> impl IntoView {
    view! { <span class=format!("badge {}", meaning.as_str())>{text}</span> }
}
