//! The form of a new key.

use domain::access::Scope;
use leptos::prelude::*;

use super::{
    super::{
        KEYS,
        entry::{ACCESS, KeyEntry, NAME, SCOPE, SOME},
    },
    head::{Head, Tab},
};
use crate::{
    dashboard::words::Words,
    i18n::{
        dashboard::text_error,
        developers::{self, KeysTexts},
    },
    ui::{
        alert::Alert,
        field::{Field, FieldError, FieldIds},
    },
};

/// The form on a page of its own, with what is wrong in it.
#[component]
pub fn KeyForm(entry: Option<KeyEntry>, csrf: String) -> impl IntoView {
    let texts = developers::keys(Words::get().locale);
    view! {
        <Head tab=Tab::Keys />
        <section class="card section once" aria-labelledby="create-key-title">
            <Alert title=texts.again_title.to_owned() text=texts.again_text.to_owned() />
            <h2 id="create-key-title">{texts.create_title}</h2>
            <Fields entry csrf />
        </section>
    }
}

/// The form. One that comes again marks what is wrong.
#[component]
pub fn Fields(entry: Option<KeyEntry>, csrf: String) -> impl IntoView {
    let words = Words::get();
    let texts = developers::keys(words.locale);
    let again = entry.is_some();
    let entry = entry.unwrap_or_default();
    let cancel = if again {
        view! { <a class="button" href=KEYS>{words.shared.cancel}</a> }.into_any()
    } else {
        view! {
            <button class="button" type="button" popovertarget="create-key" popovertargetaction="hide">
                {words.shared.cancel}
            </button>
        }
        .into_any()
    };
    view! {
        <form class="stack" method="post" action=format!("{KEYS}/created")>
            <input type="hidden" name="csrf" value=csrf />
            {name_field(&entry, again, texts)}
            {access(&entry, again, texts)}
            <div class="dialog-choice">
                {cancel}
                <button class="button main" type="submit">{texts.create}</button>
            </div>
        </form>
    }
}

fn name_field(entry: &KeyEntry, again: bool, texts: &'static KeysTexts) -> AnyView {
    let ids = FieldIds::of("key-name");
    let wrong = again.then(|| entry.name().err()).flatten();
    let wrong = wrong.map(|wrong| text_error(Words::get().locale, &wrong));
    let (id, hint, invalid) = (ids.control.clone(), ids.hint.clone(), wrong.as_ref().map(|_| "true"));
    let described = if wrong.is_some() { ids.error.clone() } else { ids.hint.clone() };
    let (error, value) = (ids.error.clone(), entry.name.clone());
    let notes = view! {
        <p class="hint" id=hint>{texts.name_hint}</p>
        {wrong.map(|text| view! { <FieldError id=error text /> })}
    }
    .into_any();
    view! {
        <Field ids label=texts.name.to_owned() optional=None notes>
            <input class="control" id=id name=NAME required autofocus maxlength="80" autocomplete="off" dir="auto"
                value=value aria-describedby=described aria-invalid=invalid />
        </Field>
    }
    .into_any()
}

/// Everything, or scopes one by one; these show once they are asked for.
fn access(entry: &KeyEntry, again: bool, texts: &'static KeysTexts) -> AnyView {
    let way = |value: &'static str, text: &'static str, checked: bool| {
        view! {
            <label class="check"><input type="radio" name=ACCESS value=value checked=checked />{text}</label>
        }
    };
    let scope = |scope: Scope| {
        let checked = entry.scopes.contains(&scope);
        view! {
            <label class="check">
                <input type="checkbox" name=SCOPE value=scope.as_str() checked=checked />
                {texts.scope(scope)}
            </label>
        }
    };
    let none = again && entry.scopes().is_empty();
    let error = none
        .then(|| view! { <FieldError id="key-scopes-error".to_owned() text=texts.no_scope.to_owned() /> });
    view! {
        <fieldset class="choices stacked access" aria-describedby=none.then_some("key-scopes-error")>
            <legend>{texts.access}</legend>
            {way("all", texts.access_all, !entry.some)}
            {way(SOME, texts.access_some, entry.some)}
            <div class="access-some">
                {Scope::ALL.map(scope).into_iter().collect_view()}
                {error}
            </div>
        </fieldset>
    }
    .into_any()
}
