//! The phone of a customer who opens the link: drawn by the checkout's own components from what is typed.

use domain::Locale;
use leptos::prelude::*;

use super::{
    super::{
        draft::{Draft, DraftField, field},
        model::{FormStart, PreviewBank},
    },
    state::State,
};
use crate::{
    checkout::{
        model::{Bank, Bill, Deadline, Field, Form, Merchant},
        preview::Preview,
    },
    dashboard::words::Words,
    i18n::{
        format::{self, Amount},
        months,
    },
    ui::icon::{self, Icon},
};

/// The phone, in the customer's language and theme.
#[component]
pub fn PhonePreview(state: State, start: StoredValue<FormStart>) -> impl IntoView {
    let texts = Words::get().links;
    let locale = RwSignal::new(Words::get().locale);
    let dark = RwSignal::new(None::<bool>);
    let theme = move || dark.get().map(|dark| if dark { "dark" } else { "light" });
    view! {
        <aside class="preview" aria-label=texts.preview>
            <Tabs locale dark />
            <div class="phone" data-theme=theme>
                <div class="phone-screen" tabindex="0" role="group" aria-label=texts.preview_screen>
                    {move || view! { <Screen state start locale=locale.get() /> }}
                </div>
            </div>
        </aside>
    }
}

#[component]
fn Tabs(locale: RwSignal<Locale>, dark: RwSignal<Option<bool>>) -> impl IntoView {
    let texts = Words::get().links;
    let tabs = Locale::ALL.map(|own| {
        let pressed = move || if locale.get() == own { "true" } else { "false" };
        view! {
            <button type="button" class="tab" lang=own.tag() aria-pressed=pressed on:click=move |_| locale.set(own)>
                {own.own_name()}
            </button>
        }
    });
    let pressed = move || if dark.get() == Some(true) { "true" } else { "false" };
    let turn =
        move |_| dark.update(|dark| *dark = if *dark == Some(true) { Some(false) } else { Some(true) });
    view! {
        <div class="tabs scripted">
            {tabs.into_iter().collect_view()}
            <button type="button" class="tab" aria-pressed=pressed on:click=turn>
                <Icon path=icon::MOON />
                {texts.dark}
            </button>
        </div>
    }
}

#[component]
fn Screen(state: State, start: StoredValue<FormStart>, locale: Locale) -> impl IntoView {
    let (merchant, test_mode) = start.with_value(|start| (start.merchant.clone(), start.test_mode));
    let merchant = Merchant { name: merchant, ..Merchant::default() };
    let amount = Memo::new(move |_| amount(state, locale));
    let bill = Signal::derive(move || Bill {
        title: text(state.entry(field::TITLE).value),
        description: text(state.entry(field::DESCRIPTION).value),
        amount: amount.get(),
        reference: text(state.entry(field::REFERENCE).value).unwrap_or_else(|| "…".to_owned()),
        pay_before: deadline(state, start, locale).map(|text| Deadline { text, seconds_left: None }),
    });
    let form = Signal::derive(move || Form {
        locale,
        action: String::new(),
        amount: amount.get().text(),
        fields: fields(state, locale),
        banks: start.with_value(|start| banks(start, locale)),
        bank_error: false,
        attempt: String::new(),
        alert: None,
    });
    view! { <Preview locale test_mode merchant bill form /> }
}

fn text(value: RwSignal<String>) -> Option<String> {
    value.with(|value| Some(value.trim().to_owned()).filter(|value| !value.is_empty()))
}

/// The amount typed, or nothing yet.
fn amount(state: State, locale: Locale) -> Amount {
    let draft = Draft { amount: state.entry(field::AMOUNT).value.get(), ..Draft::new(&state.currency.get()) };
    let typed = draft.money().map(|money| format::amount(locale, money));
    typed.unwrap_or_else(|_| {
        let one = Draft { amount: "1".to_owned(), ..draft };
        let unit = one.money().map(|money| format::amount(locale, money));
        let (unit, unit_first) = unit.map_or((one.currency, true), |amount| (amount.unit, amount.unit_first));
        Amount { number: "0".to_owned(), unit, unit_first }
    })
}

fn fields(state: State, locale: Locale) -> Vec<Field> {
    let fields = state.draft().fields;
    let field =
        |(index, field): (usize, DraftField)| Field::new(locale, field.identifier(index), String::new());
    fields.into_iter().enumerate().map(field).collect()
}

fn banks(start: &FormStart, locale: Locale) -> Vec<Bank> {
    let place = Locale::ALL.iter().position(|other| *other == locale).unwrap_or_default();
    let bank = |(index, bank): (usize, &PreviewBank)| Bank {
        id: format!("preview-{index}"),
        name: bank.names[place].clone(),
        tone: bank.tone,
        last_used: false,
        checked: index == 0,
    };
    start.banks.iter().enumerate().map(bank).collect()
}

/// `2026-06-30T23:59` as a customer will read it.
fn deadline(state: State, start: StoredValue<FormStart>, locale: Locale) -> Option<String> {
    let typed = state.entry(field::EXPIRES_AT).value.get();
    let (date, time) = typed.split_once('T')?;
    let mut parts = date.split('-').skip(1).map(|part| part.parse::<u32>().ok());
    let (month, day) = (parts.next()??, parts.next()??);
    let place = Locale::ALL.iter().position(|other| *other == locale).unwrap_or_default();
    let city = start.with_value(|start| start.cities[place].clone());
    Some(months::moment(locale, &months::day(locale, day, month.checked_sub(1)?), time.get(..5)?, &city))
}
