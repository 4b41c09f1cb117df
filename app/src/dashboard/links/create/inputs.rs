//! Labelled controls of the form: checked when they are left, forgiven as soon as they are mended.

use leptos::prelude::*;

use super::{
    adding::{AddButton, Adder},
    state::{Entry, State},
    texts,
};
use crate::ui::{
    field::{Field, FieldError, FieldIds},
    select::{Choice, Select},
};

/// The ids of a field of this form, apart from those of the previewed checkout.
pub fn ids(name: &str) -> FieldIds {
    FieldIds::of(&format!("link-{}", name.replace(['[', ']', '.'], "-")))
}

/// How a text is asked for.
#[derive(Clone, Copy, Default)]
pub struct Look {
    /// `text` when empty.
    pub kind: &'static str,
    pub mode: Option<&'static str>,
    pub dir: Option<&'static str>,
    pub placeholder: Option<&'static str>,
    pub optional: bool,
    pub lines: bool,
    pub hint: Option<&'static str>,
}

/// The ids of the notes that are there, for `aria-describedby`.
pub fn described_by(
    ids: &FieldIds,
    hint: bool,
    entry: Entry,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    let (hint_id, error_id) = (ids.hint.clone(), ids.error.clone());
    move || {
        let error = entry.error.with(Option::is_some);
        let there: Vec<_> = [(hint, &hint_id), (error, &error_id)]
            .into_iter()
            .filter(|(there, _)| *there)
            .map(|(_, id)| id.as_str())
            .collect();
        (!there.is_empty()).then(|| there.join(" "))
    }
}

/// What stands below a control.
#[component]
pub fn Notes(ids: FieldIds, entry: Entry, #[prop(optional_no_strip)] hint: Option<String>) -> impl IntoView {
    let (hint_id, error_id) = (ids.hint, ids.error);
    view! {
        {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        <div class="notes" aria-live="polite">
            {move || entry.error.get().map(|text| view! { <FieldError id=error_id.clone() text /> })}
        </div>
    }
}

/// A text, on one line or several.
#[component]
pub fn Text(
    state: State,
    name: &'static str,
    label: &'static str,
    #[prop(optional)] look: Look,
) -> impl IntoView {
    let (ids, entry) = (ids(name), state.entry(name));
    let notes = view! { <Notes ids=ids.clone() entry hint=look.hint.map(str::to_owned) /> }.into_any();
    let optional = look.optional.then_some(texts().optional);
    view! {
        <Field ids=ids.clone() label=label.to_owned() optional notes>
            <Control state ids name=name.to_owned() entry look />
        </Field>
    }
}

/// The control alone.
#[component]
pub fn Control(state: State, ids: FieldIds, name: String, entry: Entry, look: Look) -> impl IntoView {
    let described = described_by(&ids, look.hint.is_some(), entry);
    let invalid = move || entry.error.with(Option::is_some).then_some("true");
    let typed = move |value: String| {
        entry.value.set(value);
        state.recheck(entry);
    };
    // When its page goes away the field that has focus is left too. A frame later nothing of it is there to check.
    let left = move |_| {
        request_animation_frame(move || {
            if !entry.value.is_disposed() {
                state.check(entry);
            }
        });
    };
    let kind = if look.kind.is_empty() { "text" } else { look.kind };
    // An empty control takes the page's direction, for its placeholder; a filled one that of its text.
    let dir = move || look.dir.or_else(|| entry.value.with(|value| (!value.is_empty()).then_some("auto")));
    let start = entry.value.get_untracked();
    if look.lines {
        view! {
            <textarea class="control" id=ids.control name=name rows="3" dir="auto" aria-describedby=described aria-invalid=invalid
                on:input=move |event| typed(event_target_value(&event)) on:blur=left>
                {start}
            </textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="control" class:num=look.mode.is_some() id=ids.control name=name type=kind inputmode=look.mode dir=dir
                placeholder=look.placeholder autocomplete="off" value=start aria-describedby=described aria-invalid=invalid
                on:input=move |event| typed(event_target_value(&event)) on:blur=left />
        }
        .into_any()
    }
}

/// One of a few, and a way to add one.
#[component]
pub fn Pick(
    state: State,
    name: &'static str,
    label: &'static str,
    adder: Adder,
    /// The choice of none.
    #[prop(optional)]
    nowhere: Option<&'static str>,
    #[prop(optional_no_strip)] hint: Option<&'static str>,
    /// What narrows the choice.
    #[prop(optional_no_strip)]
    finder: Option<AnyView>,
) -> impl IntoView {
    let (ids, entry) = (ids(name), state.entry(name));
    let described = MaybeProp::derive(described_by(&ids, hint.is_some(), entry));
    let invalid = Signal::derive(move || entry.error.with(Option::is_some));
    let choices = Signal::derive(move || {
        let none = nowhere.map(|none| Choice::new("", none));
        none.into_iter().chain(adder.choices.get()).collect::<Vec<_>>()
    });
    let notes = view! {
        <Notes ids=ids.clone() entry hint=hint.map(str::to_owned) />
        <AddButton adder into=entry choice=label />
    };
    let optional = nowhere.map(|_| texts().optional);
    // What the server refused is chosen anew, so it is no longer known to be wrong.
    Effect::watch(move || entry.value.get(), move |_, _, _| entry.error.set(None), false);
    view! {
        <Field ids=ids.clone() label=label.to_owned() optional notes=notes.into_any()>
            {finder}
            <Select id=ids.control name choices value=entry.value describedby=described invalid />
        </Field>
    }
}
