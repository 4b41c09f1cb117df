//! One field of the form. The control is never written to after the first render.

use domain::{
    Locale,
    identifier::{DEFAULT_LIMIT, Identifier, IdentifierKind},
};
use leptos::prelude::*;

use super::{
    super::model,
    check,
    notes::{NoteTexts, Notes},
};
use crate::{
    i18n::checkout,
    ui::field::{Field, FieldIds},
};

/// A `TEXT` field that may hold more than this gets several lines.
const ONE_LINE: u16 = 160;

/// A field with its label, control and notes.
#[component]
pub(super) fn Input(field: model::Field, locale: Locale) -> impl IntoView {
    let texts = checkout::form(locale);
    let model::Field { identifier, label, value, error, advice } = field;
    let ids = FieldIds::of(&identifier.key);
    let phone = identifier.kind == IdentifierKind::MobilePhone;
    let hint = phone.then(|| view! { <p class="hint" id=ids.hint.clone()>{texts.phone_hint}</p> });
    let question = advice.as_ref().map(|email| check::question(locale, email));
    let notes = NoteTexts::fixed(error.clone(), question, check::room(locale, &identifier, &value));
    let control = control(&identifier, &ids, value, error.is_some());
    let optional = (!identifier.required).then_some(texts.optional);
    // What the browser needs to check the field by itself.
    let notes = view! {
        {hint}
        <div
            class="notes"
            aria-live="polite"
            data-key=identifier.key
            data-kind=identifier.kind.as_str()
            data-label=label.clone()
            data-required=identifier.required.then_some("")
            data-limit=identifier.limit
            data-error=error
            data-advice=advice
        >
            <Notes ids=ids.clone() texts=notes locale />
        </div>
    };
    view! {
        <Field ids label optional notes=notes.into_any()>
            {control}
        </Field>
    }
}

fn control(identifier: &Identifier, ids: &FieldIds, value: String, wrong: bool) -> AnyView {
    let (id, name, required) = (ids.control.clone(), identifier.key.clone(), identifier.required);
    let invalid = wrong.then_some("true");
    let FieldIds { hint, error, advice, .. } = ids;
    match identifier.kind {
        IdentifierKind::MobilePhone => view! {
            <input class="control num" id=id name=name type="tel" inputmode="tel" autocomplete="tel" dir="ltr"
                required value=value aria-describedby=format!("{hint} {error}") aria-invalid=invalid />
        }
        .into_any(),
        IdentifierKind::Email => view! {
            <input class="control" id=id name=name type="email" inputmode="email" autocomplete="email" dir="ltr"
                autocapitalize="none" spellcheck="false" required=required value=value
                aria-describedby=format!("{error} {advice}") aria-invalid=invalid />
        }
        .into_any(),
        IdentifierKind::Text if identifier.limit.unwrap_or(DEFAULT_LIMIT) > ONE_LINE => view! {
            <textarea class="control" id=id name=name rows="3" dir="auto" required=required
                aria-describedby=error.clone() aria-invalid=invalid>
                {value}
            </textarea>
        }
        .into_any(),
        IdentifierKind::Text => view! {
            <input class="control" id=id name=name type="text" dir="auto" required=required value=value
                aria-describedby=error.clone() aria-invalid=invalid />
        }
        .into_any(),
    }
}
