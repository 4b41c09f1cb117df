//! The checkout as a draft would have it, whatever is still missing or wrong in it.

use domain::{Locale, Mode, identifier::Identifier};
use leptos::prelude::*;

use super::{super::draft::Draft, Desk, name_in};
use crate::{
    checkout::{
        model::{Bank, Bill, Checkout, Deadline, Field, Form, Merchant},
        preview::Preview,
    },
    dashboard::{fragment::Fragment, words::Words},
    i18n::{
        dates,
        format::{self, Amount},
    },
    ui::tone::Tone,
};

impl Desk {
    /// In a customer's language, which need not be the viewer's.
    pub async fn preview(&self, draft: &Draft, locale: Locale) -> Fragment {
        let amount = amount(draft, locale);
        let field = |(index, field): (usize, &super::super::draft::DraftField)| -> Field {
            let identifier: Identifier = field.identifier(index);
            Field::new(locale, identifier, String::new())
        };
        let form = Form {
            locale,
            action: String::new(),
            amount: amount.text(),
            fields: draft.fields.iter().enumerate().map(field).collect(),
            banks: self.preview_banks(locale).await,
            bank_error: false,
            attempt: String::new(),
            earlier: None,
            alert: None,
        };
        let bill = Bill {
            title: text(&draft.title),
            description: text(&draft.description),
            amount,
            reference: text(&draft.reference).unwrap_or_else(|| "…".to_owned()),
            pay_before: self.deadline(&draft.expires_at, locale),
        };
        let merchant = Merchant { name: self.account.name.to_string(), ..Merchant::default() };
        let (page, test_mode) =
            (Checkout { bill, waiting: None, form, url: String::new() }, self.actor.mode == Mode::Test);
        Fragment::render(Words::of(locale), || view! { <Preview locale test_mode merchant page /> })
    }

    /// A preview without banks is better than none.
    async fn preview_banks(&self, locale: Locale) -> Vec<Bank> {
        let banks = self.engine.banks(self.actor.mode).await.unwrap_or_default();
        let bank = |(index, bank): (usize, engine::rails::Bank)| Bank {
            id: format!("preview-{index}"),
            tone: Tone::near(&bank.colour).unwrap_or_else(|| Tone::of(&bank.id)),
            name: name_in(locale, bank),
            also: String::new(),
            last_used: false,
            checked: index == 0,
        };
        banks.into_iter().enumerate().map(bank).collect()
    }

    fn deadline(&self, typed: &str, locale: Locale) -> Option<Deadline> {
        let at = self.clock.read(typed.trim())?;
        let text = dates::moment(locale, at, self.clock.now, &self.clock.zone);
        Some(Deadline { text, seconds_left: None })
    }
}

/// The amount typed, or none yet.
fn amount(draft: &Draft, locale: Locale) -> Amount {
    let typed = draft.money().map(|money| format::amount(locale, money));
    typed.unwrap_or_else(|_| {
        let one = Draft { amount: "1".to_owned(), ..draft.clone() };
        let unit = one.money().map(|money| format::amount(locale, money));
        let (unit, unit_first) = unit.map_or((one.currency, true), |amount| (amount.unit, amount.unit_first));
        Amount { number: "0".to_owned(), unit, unit_first }
    })
}

fn text(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
}
