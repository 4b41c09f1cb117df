//! A new link: the form, and beside it the phone of a customer who opens it.
//!
//! The cast: `state` what is typed and what is wrong with it; `form` the sections; `asked` the customer's
//! fields; `inputs` labelled controls; `summary` what has to be corrected; `preview` the phone.

mod asked;
mod form;
mod inputs;
mod preview;
mod state;
mod summary;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::{form::Form, preview::PhonePreview, state::State};
use super::{ALL, ListQuery, actions, model::FormStart};
use crate::dashboard::{
    loaded::{Shape, ask, loaded},
    words::Words,
};

/// The page. `?from=` starts it as a copy of another link.
#[component]
pub fn CreatePage() -> impl IntoView {
    let texts = Words::get().links;
    let query = use_query_map();
    let from = Memo::new(move |_| query.with(|query| query.get("from").unwrap_or_default()));
    let start =
        ask(move || (from.get(), ListQuery::default()), |(from, _)| Box::pin(actions::start_draft(from)));
    view! {
        <Title text=texts.new_link_title />
        {loaded(start, Shape::Card, move |start| view! { <Maker start from=from.get_untracked() /> }.into_any())}
    }
}

#[component]
fn Maker(start: FormStart, from: String) -> impl IntoView {
    let texts = Words::get().links;
    let state = State::new(&start.draft);
    let start = StoredValue::new(start);
    let title = if from.is_empty() { texts.new_link_title } else { texts.duplicate_title };
    view! {
        <div class="top">
            <div>
                <p class="crumb"><a href=ALL>{texts.links}</a></p>
                <h1>{title}</h1>
            </div>
            <div class="top-end">
                <a class="button" href=ALL>{Words::get().shared.cancel}</a>
                <Submit state />
            </div>
        </div>
        <div class="make">
            <Form state start from />
            <PhonePreview state start />
        </div>
    }
}

/// The id of the form, for buttons outside of it.
const FORM_ID: &str = "link-form";

#[component]
fn Submit(state: State) -> impl IntoView {
    let texts = Words::get().links;
    view! {
        <button class="button main" class:busy=state.busy type="submit" form=FORM_ID
            aria-disabled=move || state.busy.get().then_some("true")>
            {texts.create_link}
        </button>
    }
}
