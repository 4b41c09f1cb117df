//! The fields that customers will fill: which, in which order, under which label.

use domain::identifier::{DEFAULT_LIMIT, IdentifierKind};
use leptos::{html, prelude::*};

use super::{
    fields::{Asked, LABEL, LIMIT},
    focus,
    grip::Grip,
    inputs::{Control, Look, Notes},
    state::State,
    texts,
};
use crate::{
    i18n::fill,
    ui::{
        field::Field,
        icon::{self, Icon},
    },
};

/// Where focus goes when a field was taken away.
const ADD_TEXT: &str = "link-add-text";

/// The list, and what can be added to it.
#[component]
pub fn AskedFields(state: State) -> impl IntoView {
    let texts = texts();
    let list = NodeRef::<html::Ol>::new();
    let add = move |kind: IdentifierKind, id: &'static str, text: &'static str| {
        let ask = move |_| focus::id_soon(&state.ask(kind).ids(LABEL).control);
        view! {
            <button class="button" type="button" id=id hidden=move || !state.can_ask(kind) on:click=ask>
                <Icon path=icon::PLUS />
                {text}
            </button>
        }
    };
    let count = move || fill(texts.fields_asked, &[("count", &state.asked.with(Vec::len).to_string())]);
    view! {
        <ol class="asked" class:dragging=move || state.drag.with(Option::is_some) node_ref=list>
            <For each=move || state.asked.get() key=|asked| asked.id
                children=move |asked| view! { <AskedField state asked list /> } />
        </ol>
        <p class="sr" id=GRIP_HINT>{texts.grip_hint}</p>
        <div class="asked-add">
            {add(IdentifierKind::Email, "link-add-email", texts.add_email)}
            {add(IdentifierKind::Text, ADD_TEXT, texts.add_text)}
        </div>
        <p class="sr" role="status">{count}</p>
        <p class="sr" role="status" id="asked-said">{state.said}</p>
    }
}

/// The id of the words on how to move a field.
pub const GRIP_HINT: &str = "asked-grip-hint";

#[component]
fn AskedField(state: State, asked: Asked, list: NodeRef<html::Ol>) -> impl IntoView {
    let (texts, locale) = (texts(), state.words.locale);
    let default = asked.kind.default_label(locale);
    let kind = match asked.kind {
        IdentifierKind::MobilePhone => texts.kind_phone,
        IdentifierKind::Email => texts.kind_email,
        IdentifierKind::Text => texts.kind_text,
    };
    let offset = move || {
        let place = state.place(asked.id);
        state.drag.with(|drag| drag.as_ref().map(|drag| format!("0 {}px", drag.offset(place))))
    };
    let held = move || state.drag.with(|drag| drag.as_ref().is_some_and(|drag| drag.id == asked.id));
    view! {
        <li class="asked-field" class:held=held style:translate=offset>
            <div class="asked-head">
                <Grip state asked list />
                <p class="asked-name">
                    <bdi>{move || asked.shown(locale)}</bdi>
                    <span class="faint">{kind}</span>
                </p>
                <span class="asked-moves">
                    <Moves state asked />
                </span>
            </div>
            <div class="asked-body">
                <LabelField state asked default />
                {(asked.kind == IdentifierKind::Text).then(|| view! { <LimitField state asked /> })}
                <Required asked />
            </div>
        </li>
    }
}

/// A phone number is always required: that is how a customer is told apart.
#[component]
fn Required(asked: Asked) -> impl IntoView {
    let texts = texts();
    if asked.kind == IdentifierKind::MobilePhone {
        return view! { <span class="faint">{texts.always_required}</span> }.into_any();
    }
    view! {
        <label class="check">
            <input type="checkbox" checked=asked.required.get_untracked()
                on:change=move |event| asked.required.set(event_target_checked(&event)) />
            {texts.required}
        </label>
    }
    .into_any()
}

/// Up, down and away, by button: for who can neither drag nor use a keyboard.
#[component]
fn Moves(state: State, asked: Asked) -> impl IntoView {
    let texts = texts();
    let alone = move || state.asked.with(Vec::len) < 2;
    let first = move || state.place(asked.id) == 0;
    let last = move || state.place(asked.id) + 1 == state.asked.with(Vec::len);
    let (up, down) = (asked.ids("up").control, asked.ids("down").control);
    let shift = move |up: bool| {
        let place = untrack(|| state.place(asked.id));
        state.put(asked.id, if up { place.saturating_sub(1) } else { place + 1 });
        // At an end this button has nothing left to do.
        let part = if untrack(|| if up { first() } else { last() }) {
            "grip"
        } else if up {
            "up"
        } else {
            "down"
        };
        focus::id_soon(&asked.ids(part).control);
    };
    let away = move |_| {
        state.ask_no_more(asked.id);
        focus::id_soon(ADD_TEXT);
    };
    view! {
        <button class="button icon-only small" type="button" id=up aria-label=texts.move_up title=texts.move_up hidden=alone disabled=first
            on:click=move |_| shift(true)><Icon path=icon::UP /></button>
        <button class="button icon-only small" type="button" id=down aria-label=texts.move_down title=texts.move_down hidden=alone disabled=last
            on:click=move |_| shift(false)><Icon path=icon::DOWN /></button>
        {(asked.kind != IdentifierKind::MobilePhone).then(|| view! {
            <button class="button icon-only small" type="button" aria-label=texts.remove_field title=texts.remove_field
                on:click=away><Icon path=icon::CROSS /></button>
        })}
    }
}

#[component]
fn LabelField(state: State, asked: Asked, default: &'static str) -> impl IntoView {
    let texts = texts();
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
    let ids = asked.ids(LIMIT);
    let notes = view! { <Notes ids=ids.clone() entry=asked.limit hint=None /> }.into_any();
    let look =
        Look { mode: Some("numeric"), dir: Some("ltr"), placeholder: Some(PLACEHOLDER), ..Look::default() };
    view! {
        <Field ids=ids.clone() label=texts().limit.to_owned() optional=None notes>
            <Control state ids name=String::new() entry=asked.limit look />
        </Field>
    }
}

/// [`DEFAULT_LIMIT`] in figures.
const PLACEHOLDER: &str = "140";
const _: () = assert!(DEFAULT_LIMIT == 140);
