//! When the link expires, on the clock of the account, whose zone is spelled out.

use leptos::{ev, html, prelude::*};

use super::{
    super::{draft::field, model::FormStart},
    inputs::{Notes, described_by, ids},
    state::State,
    texts,
};
use crate::ui::{field::Field, select::Choice};

/// The field, what its moment is in words, and moments that are often wanted.
#[component]
pub fn ExpiryField(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = texts();
    let (ids, entry) = (ids(field::EXPIRES_AT), state.entry(field::EXPIRES_AT));
    let (zone, earliest) = start.with_value(|start| (start.zone.clone(), start.earliest.clone()));
    let (described, value) = (described_by(&ids, true, entry), entry.value.get_untracked());
    let control = NodeRef::<html::Input>::new();
    // Half a moment is no value, and would be taken for none.
    let look = move || {
        let bad = control.get_untracked().is_some_and(|control| control.validity().bad_input());
        state.unfinished.set(bad);
    };
    let typed = move |event: ev::Event| {
        entry.value.set(event_target_value(&event));
        look();
        state.recheck(entry);
    };
    let left = move |_| {
        look();
        request_animation_frame(move || {
            if !entry.value.is_disposed() {
                state.check(entry);
            }
        });
    };
    let notes = view! {
        <Presets state start control />
        <p class="expires-said" role="status">{state.expires}</p>
        <Notes ids=ids.clone() entry hint=Some(zone) />
    };
    view! {
        <Field ids=ids.clone() label=texts.expires.to_owned() optional=Some(texts.optional) notes=notes.into_any()>
            <input class="control num" id=ids.control.clone() name=field::EXPIRES_AT type="datetime-local" min=earliest value=value
                aria-describedby=described aria-invalid=move || entry.error.with(Option::is_some).then_some("true")
                node_ref=control on:input=typed on:keyup=move |_| look() on:blur=left />
        </Field>
    }
}

/// Moments by a press of a button.
#[component]
fn Presets(state: State, start: StoredValue<FormStart>, control: NodeRef<html::Input>) -> impl IntoView {
    let entry = state.entry(field::EXPIRES_AT);
    let preset = move |Choice { value, text }: Choice| {
        let own = value.clone();
        let pressed = move || if entry.value.with(|now| *now == own) { "true" } else { "false" };
        let choose = move |_| {
            if let Some(control) = control.get_untracked() {
                control.set_value(&value);
            }
            state.unfinished.set(false);
            entry.value.set(value.clone());
            state.check(entry);
        };
        view! { <button class="preset" type="button" aria-pressed=pressed on:click=choose>{text}</button> }
    };
    let presets = start.with_value(|start| start.presets.clone());
    view! {
        <div class="presets" role="group" aria-label=texts().expires>
            {presets.into_iter().map(preset).collect_view()}
        </div>
    }
}
