//! The fields of a customer: on a page of their own, and in the dialog over the form of a link.

use leptos::prelude::*;

use super::super::{ALL, CustomerForm, NEW};
use crate::{
    dashboard::words::Words,
    i18n::dashboard,
    ui::field::{Field, FieldError, FieldIds},
};

/// Names of the fields, as the API calls them.
pub mod entry {
    pub const NAME: &str = "name";
    pub const EMAIL: &str = "email";
    pub const PHONE: &str = "phone";
    pub const REFERENCE: &str = "reference";
}

/// The page of a new customer, or of the one with this id.
#[component]
pub fn CustomerFormView(
    #[prop(optional_no_strip)] id: Option<String>,
    form: CustomerForm,
    csrf: String,
) -> impl IntoView {
    let words = Words::get();
    let texts = dashboard::customers(words.locale);
    let (title, verb) =
        if id.is_some() { (texts.edit_title, texts.save) } else { (texts.new_title, texts.create) };
    let action = id.as_ref().map_or_else(|| NEW.to_owned(), |id| format!("{ALL}/{id}/edit"));
    let back = id.map_or_else(|| ALL.to_owned(), |id| format!("{ALL}/{id}"));
    view! {
        <div class="top">
            <div>
                <p class="crumb"><a href=ALL>{words.shared.customers}</a></p>
                <h1>{title}</h1>
            </div>
        </div>
        <form class="card section customer-form" method="post" action=action novalidate>
            <input type="hidden" name="csrf" value=csrf />
            <Fields form />
            <p class="customer-form-end">
                <button class="button main" type="submit">{verb}</button>
                <a class="button" href=back>{words.shared.cancel}</a>
            </p>
        </form>
    }
}

/// What the dialog over the form of a link asks.
#[component]
pub fn AddFields(form: CustomerForm) -> impl IntoView {
    let texts = dashboard::customers(Words::get().locale);
    view! {
        <h2 id="add-customer-title">{texts.add_title}</h2>
        <p>{texts.add_text}</p>
        <Fields form />
    }
}

#[component]
fn Fields(form: CustomerForm) -> impl IntoView {
    let texts = dashboard::customers(Words::get().locale);
    let text = Look { kind: "text", ..Look::default() };
    view! {
        {field(&form, entry::NAME, texts.name, Look { hint: Some(texts.name_hint), required: true, ..text })}
        {field(&form, entry::PHONE, texts.phone, Look { kind: "tel", ltr: true, hint: Some(texts.phone_hint), ..text })}
        {field(&form, entry::EMAIL, texts.email, Look { kind: "email", ltr: true, ..text })}
        {field(&form, entry::REFERENCE, texts.reference, Look { hint: Some(texts.reference_hint), ..text })}
    }
}

/// How a value is asked for.
#[derive(Clone, Copy, Default)]
struct Look {
    kind: &'static str,
    hint: Option<&'static str>,
    /// Written from left to right in every language.
    ltr: bool,
    required: bool,
}

fn field(form: &CustomerForm, name: &'static str, label: &'static str, look: Look) -> AnyView {
    let (ids, problem) = (FieldIds::of(&format!("customer-{name}")), form.problem(name));
    let (hint_id, error_id) = (ids.hint.clone(), ids.error.clone());
    let described = match (&problem, look.hint) {
        (Some(_), _) => Some(ids.error.clone()),
        (None, Some(_)) => Some(ids.hint.clone()),
        (None, None) => None,
    };
    let (value, invalid) = (form.value(name).to_owned(), problem.is_some().then_some("true"));
    let notes = view! {
        {look.hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        {problem.map(|text| view! { <FieldError id=error_id text /> })}
    };
    let (id, first) = (ids.control.clone(), form.is_first_problem(name));
    let optional = (!look.required).then(|| dashboard::customers(Words::get().locale).optional);
    // The browser must not fill in the merchant's own name and number.
    view! {
        <Field ids label=label.to_owned() optional notes=notes.into_any()>
            <input class="control" class:num=look.kind == "tel" id=id name=name type=look.kind autocomplete="off"
                autocapitalize=(look.kind == "email").then_some("none") spellcheck="false" required=look.required
                dir=if look.ltr { "ltr" } else { "auto" } value=value autofocus=first aria-describedby=described aria-invalid=invalid />
        </Field>
    }
    .into_any()
}
