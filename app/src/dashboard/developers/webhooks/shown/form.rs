//! The fields of an endpoint.

use domain::event::EventType;
use leptos::prelude::*;

use super::super::{
    ALL, CREATED, EndpointForm,
    entered::{DESCRIPTION, EVENT, EVENTS, SOME, URL, WrongUrl},
};
use crate::{
    dashboard::words::Words,
    i18n::{
        dashboard::text_error,
        developers::{self, WebhookTexts},
    },
    ui::{
        alert::Alert,
        field::{Field, FieldError, FieldIds},
    },
};

/// The page of a new endpoint, or of the one with this id.
#[component]
pub fn EndpointFormView(
    #[prop(optional_no_strip)] id: Option<String>,
    form: EndpointForm,
    csrf: String,
) -> impl IntoView {
    let words = Words::get();
    let texts = developers::webhooks(words.locale);
    let (title, verb) =
        if id.is_some() { (texts.edit_title, texts.save) } else { (texts.new_title, texts.add) };
    let action = id.as_ref().map_or_else(|| CREATED.to_owned(), |id| format!("{ALL}/{id}/edit"));
    let back = id.map_or_else(|| ALL.to_owned(), |id| format!("{ALL}/{id}"));
    let trouble = form.problems.any().then(|| {
        view! { <Alert title=texts.again_title.to_owned() text=texts.again_text.to_owned() /> }
    });
    view! {
        <div class="top">
            <div>
                <p class="crumb"><a href=ALL>{developers::area(words.locale).tab_webhooks}</a></p>
                <h1>{title}</h1>
            </div>
        </div>
        <form class="card section endpoint-form" method="post" action=action novalidate>
            <input type="hidden" name="csrf" value=csrf />
            {trouble}
            {url(&form, texts)}
            {description(&form, texts)}
            {events(&form, texts)}
            <p class="endpoint-form-end">
                <button class="button main" type="submit">{verb}</button>
                <a class="button" href=back>{words.shared.cancel}</a>
            </p>
        </form>
    }
}

fn url(form: &EndpointForm, texts: &'static WebhookTexts) -> AnyView {
    let wrong = form.problems.url.as_ref().map(|wrong| match wrong {
        WrongUrl::Invalid(wrong) => texts.wrong_url(wrong).to_owned(),
        WrongUrl::TooMany => texts.too_many.to_owned(),
    });
    let ids = FieldIds::of("endpoint-url");
    let (id, value, described) = (ids.control.clone(), form.url.clone(), described(&ids, wrong.is_some()));
    let (notes, invalid) = (notes(&ids, texts.url_hint, wrong.clone()), wrong.map(|_| "true"));
    view! {
        <Field ids label=texts.url.to_owned() optional=None notes>
            <input class="control code" id=id name=URL type="url" inputmode="url" dir="ltr" required autocomplete="off"
                autocapitalize="none" spellcheck="false" placeholder="https://" value=value
                aria-describedby=described aria-invalid=invalid />
        </Field>
    }
    .into_any()
}

fn description(form: &EndpointForm, texts: &'static WebhookTexts) -> AnyView {
    let locale = Words::get().locale;
    let wrong = form.problems.description.as_ref().map(|wrong| text_error(locale, wrong));
    let ids = FieldIds::of("endpoint-description");
    let (id, value) = (ids.control.clone(), form.description.clone());
    let described = described(&ids, wrong.is_some());
    let (notes, invalid) = (notes(&ids, texts.description_hint, wrong.clone()), wrong.map(|_| "true"));
    view! {
        <Field ids label=texts.description.to_owned() optional=Some(texts.optional) notes>
            <input class="control" id=id name=DESCRIPTION dir="auto" autocomplete="off" value=value
                aria-describedby=described aria-invalid=invalid />
        </Field>
    }
    .into_any()
}

fn described(ids: &FieldIds, is_wrong: bool) -> String {
    if is_wrong { ids.error.clone() } else { ids.hint.clone() }
}

fn notes(ids: &FieldIds, hint: &'static str, wrong: Option<String>) -> AnyView {
    let (hint_id, error) = (ids.hint.clone(), ids.error.clone());
    view! {
        <p class="hint" id=hint_id>{hint}</p>
        {wrong.map(|text| view! { <FieldError id=error text /> })}
    }
    .into_any()
}

/// Everything, or types one by one; these show once they are asked for.
fn events(form: &EndpointForm, texts: &'static WebhookTexts) -> AnyView {
    let way = |value: &'static str, text: &'static str, checked: bool| {
        view! {
            <label class="check"><input type="radio" name=EVENTS value=value checked=checked />{text}</label>
        }
    };
    let none = form.problems.no_event;
    let error = none.then(|| {
        view! { <FieldError id="endpoint-events-error".to_owned() text=texts.no_event.to_owned() /> }
    });
    let kinds = EventType::ALL.iter().copied().filter(|kind| kind.is_listed());
    let kinds = kinds.map(|kind| view! { <Kind kind checked=form.kinds.contains(&kind) /> }).collect_view();
    view! {
        <fieldset class="choices stacked access" aria-describedby=none.then_some("endpoint-events-error")>
            <legend>{texts.events}</legend>
            {way("all", texts.every_event, !form.some)}
            {way(SOME, texts.some_events, form.some)}
            <div class="access-some kinds">
                {kinds}
                {error}
            </div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Kind(kind: EventType, checked: bool) -> impl IntoView {
    let meaning = developers::events(Words::get().locale).meaning(kind);
    view! {
        <label class="check">
            <input type="checkbox" name=EVENT value=kind.as_str() checked=checked />
            <span class="two-lines">
                <bdi class="code" dir="ltr">{kind.as_str()}</bdi>
                <small>{meaning}</small>
            </span>
        </label>
    }
}
