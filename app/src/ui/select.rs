//! A choice from a short list, by the browser's own control.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: String,
    pub text: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into() }
    }
}

/// The control alone; a label belongs beside it.
#[component]
pub fn Select(
    id: String,
    name: &'static str,
    choices: Vec<Choice>,
    value: RwSignal<String>,
    #[prop(optional_no_strip)] label: Option<&'static str>,
    #[prop(optional, into)] describedby: MaybeProp<String>,
    #[prop(optional, into)] invalid: Signal<bool>,
) -> impl IntoView {
    let choices = choices.into_iter().map(|Choice { value: own, text }| {
        let (own_value, selected) = (own.clone(), own);
        view! { <option value=own_value selected=move || value.with(|value| *value == selected)>{text}</option> }
    });
    view! {
        <span class="select">
            <select class="control" id=id name=name aria-label=label aria-describedby=move || describedby.get()
                aria-invalid=move || invalid.get().then_some("true")
                on:change=move |event| value.set(event_target_value(&event))>
                {choices.collect_view()}
            </select>
        </span>
    }
}
