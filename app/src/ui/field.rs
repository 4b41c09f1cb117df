//! A labelled control with its hint, its error and advice, tied together for everybody who cannot see
//! that they stand beside each other.

use leptos::prelude::*;

use super::icon::{self, Icon};

/// The ids of a field's parts. The prefix keeps a merchant's keys apart from the page's own ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldIds {
    pub control: String,
    pub hint: String,
    pub error: String,
    pub advice: String,
}

impl FieldIds {
    pub fn of(key: &str) -> Self {
        Self {
            control: format!("f-{key}"),
            hint: format!("f-{key}-hint"),
            error: format!("f-{key}-error"),
            advice: format!("f-{key}-advice"),
        }
    }
}

/// A field around its control. `optional` is the word behind the label of a field that may stay empty.
#[component]
pub fn Field(
    ids: FieldIds,
    label: String,
    #[prop(optional_no_strip)] optional: Option<&'static str>,
    /// What stands below the control: hint, error, advice.
    notes: AnyView,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=ids.control>
                <bdi>{label}</bdi>
                {optional.map(|word| view! { <span class="faint">" "{word}</span> })}
            </label>
            {children()}
            {notes}
        </div>
    }
}

/// What is wrong with a field and what to do; hidden while there is nothing.
#[component]
pub fn FieldError(id: String, #[prop(into)] text: Signal<String>) -> impl IntoView {
    view! {
        <p class="error" id=id hidden=Signal::derive(move || text.with(String::is_empty))>
            <Icon path=icon::NOTICE />
            <span>{text}</span>
        </p>
    }
}
