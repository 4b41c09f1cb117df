//! A choice from a short list, by the browser's own control.

use leptos::{html, prelude::*};
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

/// The control alone; a label belongs beside it. The choices may become more.
#[component]
pub fn Select(
    id: String,
    name: &'static str,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    value: RwSignal<String>,
    #[prop(optional_no_strip)] label: Option<&'static str>,
    #[prop(optional, into)] describedby: MaybeProp<String>,
    #[prop(optional, into)] invalid: Signal<bool>,
) -> impl IntoView {
    let node = NodeRef::<html::Select>::new();
    let options = move || {
        let choice = |Choice { value: own, text }: Choice| {
            let selected = value.with_untracked(|value| *value == own);
            view! { <option value=own selected=selected>{text}</option> }
        };
        choices.get().into_iter().map(choice).collect_view()
    };
    // A choice that somebody made by hand is not undone by attributes.
    Effect::watch(
        move || (choices.track(), value.get()),
        move |((), value), _, _| {
            if let Some(node) = node.get_untracked() {
                node.set_value(value);
            }
        },
        false,
    );
    view! {
        <span class="select">
            <select class="control" id=id name=name aria-label=label aria-describedby=move || describedby.get()
                aria-invalid=move || invalid.get().then_some("true") node_ref=node
                on:change=move |event| value.set(event_target_value(&event))>
                {options}
            </select>
        </span>
    }
}
