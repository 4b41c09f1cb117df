//! Whom a link is for: one of the newest customers, or one that a search finds when there are more of them.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::{
    super::{draft::field, model::FormStart},
    actions,
    inputs::{Pick, ids},
    pause::Pause,
    state::State,
    texts,
};
use crate::ui::select::Choice;

/// How long a pause in typing starts the search.
const PAUSE: Duration = Duration::from_millis(220);

/// The choice, with a search above it where there are too many to show.
#[component]
pub fn CustomerField(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let (texts, adder) = (texts(), state.customers());
    let many = start.with_value(|start| start.more_customers);
    if many {
        restore(state);
    }
    let finder = many.then(|| view! { <Finder state start /> }.into_any());
    view! {
        <Pick state name=field::CUSTOMER label=texts.customer adder nowhere=texts.nowhere hint=Some(texts.customer_hint) finder />
    }
}

/// Narrows the choice while somebody types.
#[component]
fn Finder(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = texts();
    let (typed, none) = (RwSignal::new(String::new()), RwSignal::new(false));
    let pause = Pause::new();
    let find = move || {
        let q = typed.get_untracked();
        spawn_local(async move {
            let found = if q.trim().is_empty() {
                Ok(start.try_with_value(|start| start.customers.clone()).unwrap_or_default())
            } else {
                actions::find_customers(q.clone()).await
            };
            // A later search has been started, or the page is gone.
            if typed.try_get_untracked().as_ref() != Some(&q) {
                return;
            }
            if let Ok(found) = found {
                none.set(found.is_empty());
                offer(state, found);
            }
        });
    };
    view! {
        <input class="control" type="search" autocomplete="off" spellcheck="false" dir="auto"
            aria-label=texts.customer_search placeholder=texts.customer_search
            aria-controls=ids(field::CUSTOMER).control
            on:input=move |event| { typed.set(event_target_value(&event)); pause.start(PAUSE, find); } />
        <p class="hint found-none" role="status">{move || none.get().then_some(texts.customer_none)}</p>
    }
}

/// Shows these to choose from; who is chosen stays among them.
fn offer(state: State, mut found: Vec<Choice>) {
    let (choices, chosen) = (state.customers().choices, state.entry(field::CUSTOMER).value.get_untracked());
    let kept = choices.with_untracked(|before| before.iter().find(|choice| choice.value == chosen).cloned());
    if let Some(kept) = kept.filter(|kept| found.iter().all(|choice| choice.value != kept.value)) {
        found.insert(0, kept);
    }
    choices.set(found);
}

/// A draft that was kept may name one that only a search finds, or that was deleted since.
fn restore(state: State) {
    let (choices, value) = (state.customers().choices, state.entry(field::CUSTOMER).value);
    Effect::new(move || {
        let chosen = value.get_untracked();
        if chosen.is_empty() || choices.with_untracked(|all| all.iter().any(|choice| choice.value == chosen))
        {
            return;
        }
        spawn_local(async move {
            let found = actions::find_customers(chosen).await.unwrap_or_default();
            match found.into_iter().next() {
                Some(found) => {
                    let _ = choices.try_update(|all| all.insert(0, found));
                }
                None => {
                    let _ = value.try_set(String::new());
                }
            }
        });
    });
}
