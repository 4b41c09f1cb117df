//! Fills the pages' models from what the engine knows.

use app::{
    checkout::model::{
        Alert, Assets, Bank, Bill, Body, Checkout, Deadline, Field, Form, Full, Merchant, Waiting,
    },
    i18n::{dates, format},
};
use domain::{Locale, Refusal, Timestamp, Tone, link::admit};
use engine::{accounts::Account, links::Link, rails, usages::UsagePage};
use http::StatusCode;

use super::Visit;
use crate::Remit;

/// A deadline this near is counted down, in seconds.
const NEAR: i64 = 60 * 60;

pub(crate) fn page_assets(remit: &Remit) -> Assets {
    Assets {
        css: remit.assets.url("checkout.css"),
        js: remit.assets.url("checkout.js"),
        wasm: remit.assets.url("checkout.wasm"),
        icon: remit.assets.url("favicon.svg"),
        card: remit.url(remit.assets.url("card.png").trim_start_matches('/')),
    }
}

pub(super) fn merchant(account: &Account) -> Merchant {
    Merchant {
        name: account.name.to_string(),
        tone: account.accent,
        support_email: account.contact_email.clone(),
        support_phone: account.contact_phone.clone(),
    }
}

/// What the form is filled with.
pub(super) struct Filling<'a> {
    pub attempt: String,
    /// The token of the attempt it goes on from.
    pub earlier: Option<String>,
    pub waiting: Option<Waiting>,
    /// The value and what it lacks, for each field by key.
    pub value: &'a dyn Fn(&str) -> (String, Option<domain::identifier::ValueError>),
    pub chosen_bank: Option<&'a str>,
    pub bank_error: bool,
    pub alert: Option<Alert>,
}

/// The page with the form.
pub(super) fn checkout(
    remit: &Remit,
    visit: &Visit,
    (link, account): (&Link, &Account),
    banks: &[rails::Bank],
    filling: Filling<'_>,
) -> Body {
    let locale = visit.locale;
    let field = |identifier: &domain::identifier::Identifier| {
        let (value, error) = (filling.value)(&identifier.key);
        let field = Field::new(locale, identifier.clone(), value);
        match error {
            Some(error) => field.with_error(locale, error),
            None => field,
        }
    };
    let form = Form {
        locale,
        action: visit.onward(format!("/l/{}", link.slug)),
        amount: format::money(locale, link.money),
        fields: link.identifiers.iter().map(field).collect(),
        banks: choices(visit, banks, filling.chosen_bank),
        bank_error: filling.bank_error,
        attempt: filling.attempt,
        earlier: filling.earlier,
        alert: filling.alert.or_else(|| banks.is_empty().then_some(Alert::NoBank)),
    };
    let url = visit.onward(remit.engine.link_url(link));
    let bill = bill(remit, locale, link, account);
    Body::Checkout(Box::new(Checkout { bill, waiting: filling.waiting, form, url }))
}

fn bill(remit: &Remit, locale: Locale, link: &Link, account: &Account) -> Bill {
    let now = remit.engine.now();
    Bill {
        title: link.title.clone(),
        description: link.description.clone(),
        amount: format::amount(locale, link.money),
        reference: link.reference.clone(),
        pay_before: link.lifecycle.expires_at.map(|at| Deadline {
            text: dates::moment(locale, at, now, &account.time_zone),
            seconds_left: seconds_left(at, now).filter(|seconds| i64::from(*seconds) <= NEAR),
        }),
    }
}

/// Rounded up: at nought the moment has come.
fn seconds_left(at: Timestamp, now: Timestamp) -> Option<u32> {
    u32::try_from(at.since(now).saturating_add(999) / 1_000).ok()
}

fn choices(visit: &Visit, banks: &[rails::Bank], chosen: Option<&str>) -> Vec<Bank> {
    let last = visit.last_bank.as_deref();
    let checked = chosen.or(last);
    let choice = |bank: &rails::Bank| Bank {
        id: bank.id.clone(),
        name: bank_name(visit.locale, bank),
        also: other_names(visit.locale, bank),
        tone: tone(bank),
        last_used: last == Some(bank.id.as_str()),
        checked: checked == Some(bank.id.as_str()),
    };
    let mut choices: Vec<Bank> = banks.iter().map(choice).collect();
    // The sort is stable: the others keep their order.
    choices.sort_by_key(|bank| !bank.last_used);
    choices
}

pub(super) fn bank_name(locale: Locale, bank: &rails::Bank) -> String {
    match locale {
        Locale::En => bank.names.en.clone(),
        Locale::Ar => bank.names.ar.clone(),
        Locale::Fr => bank.names.fr.clone(),
    }
}

/// By which a bank is found as well.
fn other_names(locale: Locale, bank: &rails::Bank) -> String {
    let others = Locale::ALL.into_iter().filter(|other| *other != locale);
    others.map(|other| bank_name(other, bank)).collect::<Vec<_>>().join(" ")
}

/// What a page says of an attempt that waits for the bank.
pub(super) fn waiting(remit: &Remit, visit: &Visit, page: &UsagePage, banks: &[rails::Bank]) -> Waiting {
    let UsagePage { usage, link, account, .. } = page;
    let bank = banks.iter().find(|bank| bank.id == usage.bank_id);
    let token = &usage.token;
    // Its own place is one of those that make a link full.
    let takes = match admit(&link.lifecycle, link.slots, remit.engine.now()) {
        Ok(()) | Err(Refusal::LinkFull) => true,
        Err(_) => false,
    };
    Waiting {
        bank: bank.map_or_else(|| usage.bank_id.clone(), |bank| bank_name(visit.locale, bank)),
        until: Deadline {
            text: dates::time(visit.locale, usage.expires_at, &account.time_zone),
            seconds_left: seconds_left(usage.expires_at, remit.engine.now()),
        },
        status_url: format!("/u/{token}/status"),
        back: visit.onward(format!("/u/{token}/bank")),
        change: takes.then(|| visit.onward(format!("/l/{}?again={token}", link.slug))),
        unreachable: false,
    }
}

/// The tone nearest to a bank's own colour; one by its name when that cannot be read.
fn tone(bank: &rails::Bank) -> Tone {
    Tone::near(&bank.colour).unwrap_or_else(|| Tone::of(&bank.id))
}

/// The page of a link that admits nobody, and its status on a `GET`.
pub(super) fn refused(
    remit: &Remit,
    locale: Locale,
    (link, account): (&Link, &Account),
    refusal: Refusal,
    until: Option<Timestamp>,
) -> (StatusCode, Body) {
    let single = link.slots.max_usages == 1;
    let now = remit.engine.now();
    match refusal {
        Refusal::LinkDisabled => (StatusCode::FORBIDDEN, Body::Disabled),
        Refusal::LinkUsed => (StatusCode::GONE, Body::Used { single }),
        Refusal::LinkExpired => {
            let at = link.lifecycle.expires_at.map(|at| dates::moment(locale, at, now, &account.time_zone));
            (StatusCode::GONE, Body::Expired { at })
        }
        Refusal::LinkFull => (StatusCode::OK, Body::Full(full(locale, (link, account), until, now))),
        _ => (StatusCode::GONE, Body::Deleted),
    }
}

fn full(
    locale: Locale,
    (link, account): (&Link, &Account),
    until: Option<Timestamp>,
    now: Timestamp,
) -> Full {
    let deadline = |at| Deadline {
        text: dates::time(locale, at, &account.time_zone),
        seconds_left: seconds_left(at, now),
    };
    Full {
        until: until.map(deadline),
        status_url: format!("/l/{}/status", link.slug),
        single: link.slots.max_usages == 1,
        resend: None,
    }
}
