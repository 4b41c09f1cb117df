//! The choice of a bank: a list of radio buttons, with a search when it is long.

use leptos::prelude::*;

use super::{
    notes::{NoteTexts, Notes},
    summary::BANK,
};
use crate::{
    checkout::model::Bank,
    i18n::checkout::FormTexts,
    ui::{
        field::FieldIds,
        icon::{self, Icon},
        mark::{Mark, letter},
    },
};

/// More banks than this get a search box.
const FEW: usize = 6;

/// The list. The summary leads to its first button when none is chosen.
#[component]
pub(super) fn Banks(
    banks: Vec<Bank>,
    texts: &'static FormTexts,
    locale: domain::Locale,
    error: bool,
) -> impl IntoView {
    let ids = FieldIds::of(BANK);
    let error_id = ids.error.clone();
    let search = (banks.len() > FEW).then(|| view! { <Search texts /> });
    let choices = banks.into_iter().enumerate().map(|(index, bank)| {
        let id = (index == 0).then(|| ids.control.clone());
        view! { <Choice id bank last_used=texts.bank_last_used /> }
    });
    let choices = choices.collect_view();
    let error = error.then(|| texts.bank_missing.to_owned());
    let notes = NoteTexts::fixed(error.clone(), None, None);
    view! {
        <fieldset class="banks" aria-describedby=error_id>
            <legend>{texts.bank_legend}</legend>
            {search}
            <div class="bank-list">{choices}</div>
            <div class="notes" aria-live="polite" data-key=BANK data-error=error>
                <Notes ids texts=notes locale />
            </div>
        </fieldset>
    }
}

#[component]
fn Choice(
    #[prop(optional_no_strip)] id: Option<String>,
    bank: Bank,
    last_used: &'static str,
) -> impl IntoView {
    let Bank { id: value, name, also, tone, checked, .. } = bank;
    view! {
        <label class="bank" data-also=also>
            <input type="radio" name=BANK id=id value=value checked=checked required />
            <Mark letter=letter(&name) tone=Some(tone) />
            <bdi class="bank-name">{name}</bdi>
            {bank.last_used.then(|| view! { <span class="last-used faint">{last_used}</span> })}
        </label>
    }
}

/// The search box. It has no name, so it is not sent; without JavaScript it is not shown.
#[component]
fn Search(texts: &'static FormTexts) -> impl IntoView {
    view! {
        <div class="bank-search scripted">
            <Icon path=icon::SEARCH />
            <input
                class="control"
                id="bank-search"
                type="search"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                aria-label=texts.bank_search
                placeholder=texts.bank_search
            />
        </div>
        <p class="hint" id="bank-found" role="status"></p>
    }
}
