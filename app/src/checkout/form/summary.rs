//! What has to be corrected, above the form, each with a link to its field.

use leptos::prelude::*;

use super::super::model::Form;
use crate::{
    i18n::checkout::{self, FormTexts},
    ui::{
        field::FieldIds,
        icon::{self, Icon},
    },
};

/// The name of the bank among the fields. No identifier may have it as its key.
pub const BANK: &str = "bank";

/// Something to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The control's id.
    pub control: String,
    pub text: String,
}

/// What the server found.
pub(super) fn problems(form: &Form) -> Vec<Problem> {
    let of_field = |key: &str, text: String| Problem { control: FieldIds::of(key).control, text };
    let fields =
        form.fields.iter().filter_map(|field| Some(of_field(&field.identifier.key, field.error.clone()?)));
    let bank = form.bank_error.then(|| of_field(BANK, checkout::form(form.locale).bank_missing.to_owned()));
    fields.chain(bank).collect()
}

/// The summary. It takes focus: by `autofocus` when the server made it, by script after a submit.
#[component]
pub(super) fn Summary(problems: Vec<Problem>, texts: &'static FormTexts) -> impl IntoView {
    let none = problems.is_empty();
    view! {
        <div class="alert" id="summary" role="alert" aria-labelledby="summary-title" tabindex="-1" autofocus=!none hidden=none>
            <Icon path=icon::WARNING />
            <div>
                <h2 class="alert-title" id="summary-title">
                    {texts.summary_title}
                </h2>
                <ul id="problems">
                    <Problems problems=Signal::stored(problems) />
                </ul>
            </div>
        </div>
    }
}

/// The list inside, which the browser keeps current.
#[component]
pub fn Problems(problems: Signal<Vec<Problem>>) -> impl IntoView {
    let item = |Problem { control, text }| view! { <li><a href=format!("#{control}")>{text}</a></li> };
    move || problems.get().into_iter().map(item).collect_view()
}
