//! The fields that customers will fill: which, in which order, under which label.

use domain::identifier::{DEFAULT_LIMIT, IdentifierKind};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{
    inputs::{Control, Look, Notes},
    state::{Asked, LABEL, LIMIT, State},
};
use crate::{
    dashboard::words::Words,
    i18n::fill,
    ui::{
        field::Field,
        icon::{self, Icon},
    },
};

/// The list, and what can be added to it.
#[component]
pub fn AskedFields(state: State) -> impl IntoView {
    let texts = Words::get().links;
    let add = move |kind: IdentifierKind, text: &'static str| {
        let ask = move |_| focus_soon(&state.ask(kind).ids(LABEL).control);
        view! {
            <button class="button" type="button" hidden=move || !state.can_ask(kind) on:click=ask>
                <Icon path=icon::PLUS />
                {text}
            </button>
        }
    };
    view! {
        <ol class="asked">
            <For each=move || state.asked.get() key=|asked| asked.id children=move |asked| view! { <AskedField state asked /> } />
        </ol>
        <div class="asked-add">
            {add(IdentifierKind::Email, texts.add_email)}
            {add(IdentifierKind::Text, texts.add_text)}
        </div>
        <p class="sr" role="status">{move || fill(texts.fields_asked, &[("count", &state.asked.with(Vec::len).to_string())])}</p>
    }
}

#[component]
fn AskedField(state: State, asked: Asked) -> impl IntoView {
    let words = Words::get();
    let texts = words.links;
    let phone = asked.kind == IdentifierKind::MobilePhone;
    let default = asked.kind.default_label(words.locale);
    let shown = move || {
        Some(asked.label.value.get())
            .filter(|label| !label.trim().is_empty())
            .unwrap_or_else(|| default.to_owned())
    };
    let kind = match asked.kind {
        IdentifierKind::MobilePhone => texts.kind_phone,
        IdentifierKind::Email => texts.kind_email,
        IdentifierKind::Text => texts.kind_text,
    };
    let required = if phone {
        view! { <span class="faint">{texts.always_required}</span> }.into_any()
    } else {
        view! {
            <label class="check">
                <input type="checkbox" checked=asked.required.get_untracked() on:change=move |event| asked.required.set(event_target_checked(&event)) />
                {texts.required}
            </label>
        }
        .into_any()
    };
    view! {
        <li class="asked-field">
            <div class="asked-head">
                <bdi class="asked-name">{shown}</bdi>
                <span class="faint">{kind}</span>
                <span class="asked-moves">
                    <Moves state asked />
                </span>
            </div>
            <div class="asked-body">
                <LabelField state asked default />
                {(asked.kind == IdentifierKind::Text).then(|| view! { <LimitField state asked /> })}
                {required}
            </div>
        </li>
    }
}

/// Up, down and away, by button: for a pointer and for a keyboard alike.
#[component]
fn Moves(state: State, asked: Asked) -> impl IntoView {
    let texts = Words::get().links;
    let first = move || state.asked.with(|all| all.first().is_some_and(|other| other.id == asked.id));
    let last = move || state.asked.with(|all| all.last().is_some_and(|other| other.id == asked.id));
    let phone = asked.kind == IdentifierKind::MobilePhone;
    view! {
        <button class="button icon-only small" type="button" aria-label=texts.move_up title=texts.move_up disabled=first
            on:click=move |_| state.shift(asked.id, true)><Icon path=icon::UP /></button>
        <button class="button icon-only small" type="button" aria-label=texts.move_down title=texts.move_down disabled=last
            on:click=move |_| state.shift(asked.id, false)><Icon path=icon::DOWN /></button>
        {(!phone).then(|| view! {
            <button class="button icon-only small" type="button" aria-label=texts.remove_field title=texts.remove_field
                on:click=move |_| state.ask_no_more(asked.id)><Icon path=icon::CROSS /></button>
        })}
    }
}

#[component]
fn LabelField(state: State, asked: Asked, default: &'static str) -> impl IntoView {
    let texts = Words::get().links;
    let ids = asked.ids(LABEL);
    let notes = view! { <Notes ids=ids.clone() entry=asked.label hint=None /> }.into_any();
    view! {
        <Field ids=ids.clone() label=texts.label.to_owned() optional=Some(texts.optional) notes>
            <Control state ids name=String::new() entry=asked.label look=Look { placeholder: Some(default), ..Look::default() } />
        </Field>
    }
}

#[component]
fn LimitField(state: State, asked: Asked) -> impl IntoView {
    let texts = Words::get().links;
    let ids = asked.ids(LIMIT);
    let notes = view! { <Notes ids=ids.clone() entry=asked.limit hint=None /> }.into_any();
    let look =
        Look { mode: Some("numeric"), dir: Some("ltr"), placeholder: Some(PLACEHOLDER), ..Look::default() };
    view! {
        <Field ids=ids.clone() label=texts.limit.to_owned() optional=None notes>
            <Control state ids name=String::new() entry=asked.limit look />
        </Field>
    }
}

/// [`DEFAULT_LIMIT`] in figures.
const PLACEHOLDER: &str = "140";
const _: () = assert!(DEFAULT_LIMIT == 140);

/// Moves focus once the field is there.
fn focus_soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let found =
            document().get_element_by_id(&id).and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(found) = found {
            let _ = found.focus();
        }
    });
}
