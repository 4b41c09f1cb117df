//! The pages a customer would see of a draft, whatever is still missing or wrong in it.

use domain::{
    Locale, Mode, Timestamp, Tone,
    identifier::{Identifier, IdentifierKind},
    payment::PaymentStatus,
    usage::UsageStatus,
};
use leptos::prelude::*;

use super::{
    super::{
        draft::{Draft, DraftField},
        model::{Picture, Screen},
    },
    Desk, name_in,
};
use crate::{
    checkout::{
        model::{
            Bank, Bill, Body, Checkout, Deadline, Ending, Field, Form, Full, Merchant, Outcome, Receipt,
        },
        preview::Preview,
    },
    dashboard::{format::Clock, fragment::Fragment, words::Words},
    i18n::{
        dashboard, dates, fill,
        format::{self, Amount},
    },
};

/// How long the places of a full link are held, in the preview.
const HELD: i64 = 9 * 60_000;
/// What an example customer fills in.
const PHONE: &str = "+971 50 123 4567";
const EMAIL: &str = "lina@example.com";
/// As long as every payment's.
const PAYMENT: &str = "pay_02nKz8Xq4mTg7RbVw1LdYcE9";

impl Desk {
    /// In a customer's language, which need not be the viewer's.
    pub async fn preview(&self, draft: &Draft, locale: Locale, screen: Screen) -> Picture {
        let banks = self.preview_banks(locale).await;
        let body = match screen {
            Screen::Form => Body::Checkout(Box::new(self.checkout(draft, locale, banks, false))),
            Screen::Bank => Body::Checkout(Box::new(self.checkout(draft, locale, banks, true))),
            Screen::Full => Body::Full(self.full(draft, locale)),
            Screen::Paid => Body::Result(Box::new(self.paid(draft, locale, banks, false))),
            Screen::Button => Body::Result(Box::new(self.paid(draft, locale, banks, true))),
        };
        let merchant = Merchant {
            name: self.account.name.to_string(),
            support_email: self.account.contact_email.clone(),
            support_phone: self.account.contact_phone.clone(),
            tone: self.account.accent,
        };
        let test_mode = self.actor.mode == Mode::Test;
        let screen =
            Fragment::render(Words::of(locale), || view! { <Preview locale test_mode merchant body /> });
        Picture { screen, expires: expires(&self.clock, &draft.expires_at) }
    }

    /// The page with the form: as it opens, or filled in by an example customer.
    fn checkout(&self, draft: &Draft, locale: Locale, mut banks: Vec<Bank>, filled: bool) -> Checkout {
        let amount = amount(draft, locale);
        let field = |(index, field): (usize, &DraftField)| {
            let identifier: Identifier = field.identifier(index);
            let value = match identifier.kind {
                IdentifierKind::MobilePhone if filled => PHONE,
                IdentifierKind::Email if filled => EMAIL,
                _ => "",
            };
            Field::new(locale, identifier, value.to_owned())
        };
        if let Some(first) = banks.first_mut() {
            first.checked = filled;
        }
        let form = Form {
            locale,
            action: String::new(),
            amount: amount.text(),
            fields: draft.fields.iter().enumerate().map(field).collect(),
            banks,
            bank_error: false,
            attempt: String::new(),
            earlier: None,
            alert: None,
        };
        let bill = Bill {
            title: text(&draft.title),
            description: text(&draft.description),
            amount,
            reference: reference(draft),
            pay_before: self.deadline(&draft.expires_at, locale),
        };
        Checkout { bill, waiting: None, form, url: String::new() }
    }

    fn full(&self, draft: &Draft, locale: Locale) -> Full {
        let at = self.clock.now.plus_millis(HELD);
        let text = dates::time(locale, at, &self.clock.zone);
        Full {
            until: Some(Deadline { text, seconds_left: None }),
            status_url: String::new(),
            single: draft.max_usages() == Some(1),
            resend: None,
        }
    }

    /// The result page. The button is there when asked for and the draft has somewhere to lead to.
    fn paid(&self, draft: &Draft, locale: Locale, banks: Vec<Bank>, button: bool) -> Outcome {
        let redirect_url = text(&draft.redirect_url).filter(|_| button);
        Outcome {
            usage_status: UsageStatus::PaymentCreated,
            payment_status: Some(PaymentStatus::Settled),
            ending: Ending::Paid { settled: true },
            amount: amount(draft, locale).text(),
            receipt: Receipt {
                title: text(&draft.title),
                reference: reference(draft),
                bank: banks.into_iter().next().map(|bank| bank.name),
                date: Some(dates::full(locale, self.clock.now, &self.clock.zone)),
                payment_id: Some(PAYMENT.to_owned()),
            },
            status_url: String::new(),
            redirect_url,
            receipt_url: Some(String::new()),
        }
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
            checked: false,
        };
        banks.into_iter().enumerate().map(bank).collect()
    }

    fn deadline(&self, typed: &str, locale: Locale) -> Option<Deadline> {
        let at = self.clock.read(typed.trim())?;
        let text = dates::moment(locale, at, self.clock.now, &self.clock.zone);
        Some(Deadline { text, seconds_left: None })
    }
}

/// When the link would expire, for the merchant: `30 June, 23:59 (Dubai), in 9 days`.
fn expires(clock: &Clock, typed: &str) -> String {
    let in_words = |at: Timestamp| {
        let moment = dates::moment(clock.locale, at, clock.now, &clock.zone);
        let relative = clock.when(at).relative;
        fill(dashboard::adding(clock.locale).expires_at, &[("moment", &moment), ("relative", &relative)])
    };
    clock.read(typed.trim()).filter(|at| *at > clock.now).map(in_words).unwrap_or_default()
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

fn reference(draft: &Draft) -> String {
    text(&draft.reference).unwrap_or_else(|| "…".to_owned())
}

fn text(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expiry_is_said_in_full_and_only_while_it_lies_ahead() {
        // 30 June 2026, 23:59 in Dubai.
        let late = Timestamp::from_millis(1_782_849_540_000);
        let clock = |locale, before: i64| Clock {
            locale,
            now: late.plus_millis(-before),
            zone: "Asia/Dubai".to_owned(),
        };
        let nine_days = 9 * 86_400_000;
        let said = |locale| expires(&clock(locale, nine_days), "2026-06-30T23:59");
        assert_eq!(said(Locale::En), "30 June, 23:59 (Dubai), in 9 days");
        assert_eq!(said(Locale::Fr), "30 juin à 23:59 (Dubaï), soit dans 9 jours");
        for typed in ["", "2026-06-30", "2026-06-01T10:00"] {
            assert_eq!(expires(&clock(Locale::En, nine_days), typed), "");
        }
    }
}
