//! The fields of what is added from the form of a new link. The browser puts them into a dialog, sends what is
//! entered, and puts them in place again when something is wrong.

use domain::destination::{BankType, Scheme};
use leptos::prelude::*;

use crate::{
    dashboard::words::Words,
    i18n::dashboard::{self, AddingTexts},
    ui::field::{Field, FieldError, FieldIds},
};

/// Names of the fields.
pub mod entry {
    pub const NAME: &str = "name";
    pub const HOLDER: &str = "holder";
    pub const SCHEME: &str = "scheme";
    pub const IBAN: &str = "iban";
    pub const SORT_CODE: &str = "sort_code";
    pub const ACCOUNT: &str = "account";
    pub const BANK_TYPE: &str = "bank_type";
    pub const DEFAULT: &str = "default";
    pub const URL: &str = "url";
}

/// What was entered, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    pub entered: Vec<(String, String)>,
    pub problems: Vec<(&'static str, String)>,
    /// The account has none yet: the first is the default, so nobody is asked.
    pub first: bool,
}

impl Filled {
    /// What was entered into a field; nothing when it was not sent.
    pub fn value(&self, field: &str) -> &str {
        self.entered.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value)
    }

    pub fn wrong(&mut self, field: &'static str, text: impl Into<String>) {
        self.problems.push((field, text.into()));
    }

    /// The way the account is named: by IBAN unless another was chosen.
    pub fn scheme(&self) -> Scheme {
        self.value(entry::SCHEME).parse().unwrap_or(Scheme::Iban)
    }

    fn problem(&self, field: &str) -> Option<String> {
        self.problems.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone())
    }
}

/// How a text is asked for.
#[derive(Clone, Copy, Default)]
struct Look {
    hint: Option<&'static str>,
    /// Written from left to right in every language.
    ltr: bool,
    digits: bool,
}

/// Of an account to pay to.
#[component]
pub fn DestinationForm(filled: Filled) -> impl IntoView {
    let texts = dashboard::adding(Words::get().locale);
    let text = |field, label, look| text(&filled, field, label, look);
    let digits = Look { ltr: true, digits: true, ..Look::default() };
    let default = (!filled.first).then(|| {
        let checked = !filled.value(entry::DEFAULT).is_empty();
        view! {
            <label class="check">
                <input type="checkbox" name=entry::DEFAULT value="yes" checked=checked />
                {texts.make_default}
            </label>
        }
    });
    view! {
        <h2 id="add-destination-title">{texts.destination_title}</h2>
        <p>{texts.destination_text}</p>
        {text(entry::NAME, texts.name, Look { hint: Some(texts.name_hint), ..Look::default() })}
        {text(entry::HOLDER, texts.holder, Look { hint: Some(texts.holder_hint), ..Look::default() })}
        {schemes(&filled, texts)}
        <div class="by-iban">{text(entry::IBAN, texts.iban, Look { ltr: true, ..Look::default() })}</div>
        <div class="by-sort-code pair">
            {text(entry::SORT_CODE, texts.sort_code, digits)}
            {text(entry::ACCOUNT, texts.account_number, digits)}
        </div>
        {bank_types(&filled, texts)}
        {default}
    }
}

/// Of a redirect URL.
#[component]
pub fn UrlForm(filled: Filled, test: bool) -> impl IntoView {
    let texts = dashboard::adding(Words::get().locale);
    let hint = if test { texts.url_hint_test } else { texts.url_hint };
    view! {
        <h2 id="add-url-title">{texts.url_title}</h2>
        <p>{texts.url_text}</p>
        {text(&filled, entry::URL, texts.url, Look { hint: Some(hint), ltr: true, ..Look::default() })}
    }
}

fn text(filled: &Filled, field: &'static str, label: &'static str, look: Look) -> AnyView {
    let (ids, problem) = (FieldIds::of(&format!("add-{field}")), filled.problem(field));
    let notes = notes(&ids, look.hint, problem.clone());
    let described = described(&ids, look.hint.is_some(), problem.is_some());
    let (id, value, invalid) = (ids.control.clone(), filled.value(field).to_owned(), problem.map(|_| "true"));
    view! {
        <Field ids label=label.to_owned() optional=None notes>
            <input class="control" class:num=look.digits id=id name=field type="text" autocomplete="off" spellcheck="false"
                dir=if look.ltr { "ltr" } else { "auto" } inputmode=look.digits.then_some("numeric") value=value
                aria-describedby=described aria-invalid=invalid />
        </Field>
    }
    .into_any()
}

fn notes(ids: &FieldIds, hint: Option<&'static str>, problem: Option<String>) -> AnyView {
    let (hint_id, error_id) = (ids.hint.clone(), ids.error.clone());
    view! {
        {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
        {problem.map(|text| view! { <FieldError id=error_id text /> })}
    }
    .into_any()
}

fn described(ids: &FieldIds, hint: bool, problem: bool) -> Option<String> {
    match (hint, problem) {
        (_, true) => Some(ids.error.clone()),
        (true, false) => Some(ids.hint.clone()),
        _ => None,
    }
}

fn schemes(filled: &Filled, texts: &'static AddingTexts) -> AnyView {
    let chosen = filled.scheme();
    let choice = |scheme: Scheme| {
        view! {
            <label class="check">
                <input type="radio" name=entry::SCHEME value=scheme.as_str() checked=scheme == chosen />
                {texts.scheme_name(scheme)}
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{texts.scheme}</legend>
            {choice(Scheme::Iban)}
            {choice(Scheme::SortCodeAccount)}
        </fieldset>
    }
    .into_any()
}

fn bank_types(filled: &Filled, texts: &'static AddingTexts) -> AnyView {
    let field = entry::BANK_TYPE;
    let (ids, problem) = (FieldIds::of(&format!("add-{field}")), filled.problem(field));
    let notes = notes(&ids, None, problem.clone());
    let described = described(&ids, false, problem.is_some());
    let (id, invalid) = (ids.control.clone(), problem.map(|_| "true"));
    let chosen: Option<BankType> = filled.value(field).parse().ok();
    let kinds = [
        (BankType::Sme, texts.sme),
        (BankType::Corporate, texts.corporate),
        (BankType::Retail, texts.retail),
    ];
    let options = kinds.map(|(kind, text)| {
        view! { <option value=kind.as_str() selected=chosen == Some(kind)>{text}</option> }
    });
    view! {
        <Field ids label=texts.bank_type.to_owned() optional=None notes>
            <span class="select">
                <select class="control" id=id name=field aria-describedby=described aria-invalid=invalid>
                    <option value="">{texts.bank_type_missing}</option>
                    {options.into_iter().collect_view()}
                </select>
            </span>
        </Field>
    }
    .into_any()
}
