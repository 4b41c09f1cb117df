//! A new link: the form, and beside it the phone of a customer who opens it.
//!
//! The cast: `state` what is typed and what is wrong with it; `form` the sections; `asked` the customer's
//! fields, `fields` what can be done with them, `grip` and `order` how they move; `slug` the link's address,
//! `expiry` its end; `customer` whom it is for; `adding` what a link needs and is not there yet; `inputs` labelled controls; `summary` what
//! has to be corrected; `preview` the phone; `keep` the draft that survives a reload; `pause` and `focus` waiting
//! for the typist and for the page; `actions` what the server is asked.

mod actions;
mod adding;
mod asked;
mod customer;
mod expiry;
mod fields;
mod focus;
mod form;
mod grip;
mod inputs;
mod keep;
mod order;
mod pause;
mod preview;
mod slug;
mod state;
mod summary;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::{adding::AddDialog, form::Form, preview::PhonePreview, state::State};
use super::{
    ALL, ListQuery,
    draft::{Draft, field},
    model::FormStart,
};
use crate::{
    dashboard::{
        loaded::{Shape, ask, loaded},
        words::Words,
    },
    i18n::dashboard::{MakeTexts, make},
};

/// The words of this page.
fn texts() -> &'static MakeTexts {
    make(Words::get().locale)
}

/// The page. `?from=` starts it as a copy of another link, `?customer=` for a customer.
#[component]
pub fn CreatePage() -> impl IntoView {
    let query = use_query_map();
    let from = Memo::new(move |_| query.with(|query| query.get("from").unwrap_or_default()));
    let customer = Memo::new(move |_| query.with(|query| query.get("customer").unwrap_or_default()));
    let key = move || (from.get(), ListQuery { q: customer.get(), ..ListQuery::default() });
    let start = ask(key, |(from, of)| Box::pin(actions::start_draft(from, of.q)));
    view! {
        <Title text=texts().new_link_title />
        {loaded(start, Shape::Card, move |start| view! { <Maker start from=from.get_untracked() /> }.into_any())}
    }
}

/// The form begins with what the server says, and anew with what was kept or when that is discarded.
#[component]
fn Maker(start: FormStart, from: String) -> impl IntoView {
    let first = RwSignal::new((0_u32, start.draft.clone(), false));
    let start = StoredValue::new(start);
    let begin = move |draft, restored| first.update(|first| *first = (first.0 + 1, draft, restored));
    Effect::new(move || {
        if let Some(draft) = start.with_value(keep::kept) {
            begin(draft, true);
        }
    });
    let discard = Callback::new(move |()| {
        start.with_value(|start| {
            keep::forget(&start.draft_key);
            begin(start.draft.clone(), false);
        });
        focus::id_soon(&inputs::ids(field::AMOUNT).control);
    });
    // Keyed, for controls that were written to take no other value from an attribute: each beginning has its own.
    view! {
        <For each=move || [first.get()] key=|(count, ..)| *count
            children=move |(_, draft, restored)| view! { <Making draft restored start from=from.clone() discard /> } />
    }
}

#[component]
fn Making(
    draft: Draft,
    restored: bool,
    start: StoredValue<FormStart>,
    from: String,
    discard: Callback<()>,
) -> impl IntoView {
    let words = Words::get();
    let texts = texts();
    let state = start.with_value(|start| State::new(&draft, start));
    let kept = keep_typing(state, start, restored);
    let title = if from.is_empty() { texts.new_link_title } else { texts.duplicate_title };
    let said = if restored { texts.draft_back } else { texts.draft_saved };
    view! {
        <div class="top">
            <div>
                <p class="crumb"><a href=ALL>{words.links.links}</a></p>
                <h1>{title}</h1>
            </div>
            <div class="top-end">
                <p class="draft">
                    <span class="faint" role="status">{move || kept.get().then_some(said)}</span>
                    <button class="link" type="button" hidden=move || !kept.get() on:click=move |_| discard.run(())>
                        {texts.draft_discard}
                    </button>
                </p>
                <a class="button" href=ALL>{words.shared.cancel}</a>
                <a class="button to-preview" href="#link-preview" rel="external">{texts.to_preview}</a>
                <Submit state />
            </div>
        </div>
        <div class="make">
            <Form state start from />
            <PhonePreview state start />
        </div>
        <AddDialog state adder=state.destinations() />
        <AddDialog state adder=state.redirect_urls() />
        <AddDialog state adder=state.customers() />
    }
}

/// Keeps what is typed. Says whether there is anything to keep.
fn keep_typing(state: State, start: StoredValue<FormStart>, restored: bool) -> RwSignal<bool> {
    let kept = RwSignal::new(restored);
    Effect::new(move |before: Option<()>| {
        let draft = state.draft();
        if before.is_none() {
            return;
        }
        start.with_value(|start| {
            let differs = draft != start.draft;
            if differs {
                keep::keep(&start.draft_key, &draft);
            } else {
                keep::forget(&start.draft_key);
            }
            kept.set(differs);
        });
    });
    kept
}

/// The id of the form, for buttons outside of it.
const FORM_ID: &str = "link-form";

#[component]
fn Submit(state: State) -> impl IntoView {
    view! {
        <button class="button main" class:busy=state.busy type="submit" form=FORM_ID
            aria-disabled=move || state.busy.get().then_some("true")>
            {texts().create_link}
        </button>
    }
}
