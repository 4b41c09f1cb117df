//! `GET /u/{token}`: how a payment ended, or that it has not yet. `POST /u/{token}/bank`: back to the bank; who
//! opens that address is led to the payment.

use app::{
    checkout::model::{Body, Ending, Outcome, Receipt, Waiting},
    i18n::{checkout as texts, dates, format},
};
use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::{
    Locale, Refusal,
    link::admit,
    payment::PaymentStatus,
    usage::{UsageState, UsageStatus, event::FailureCode},
};
use engine::{
    rails::Bank,
    usages::{Start, UsagePage},
};
use http::StatusCode;

use super::{Code, Visit, Whose, model, respond, unknown};
use crate::{Remit, problem::Problem};

/// How long a bank's answer usually takes at the most. After it, no page says "a few seconds".
const USUAL_MILLIS: i64 = 2 * 60_000;

pub(super) async fn result(
    State(remit): State<Remit>,
    visit: Visit,
    Code(token): Code,
) -> Result<Response, Problem> {
    show(&remit, visit, &token, StatusCode::OK).await
}

/// The customer had left the bank and goes on there.
pub(super) async fn back_to_bank(
    State(remit): State<Remit>,
    mut visit: Visit,
    Code(token): Code,
) -> Result<Response, Problem> {
    let here = visit.onward(format!("/u/{token}"));
    match remit.engine.back_to_bank(&token).await? {
        Start::Redirect { url, .. } => Ok(Redirect::to(&url).into_response()),
        Start::BankUnavailable => {
            visit.path = here;
            show(&remit, visit, &token, StatusCode::BAD_GATEWAY).await
        }
        Start::NotFound => Ok(unknown(&remit, visit)),
        _ => Ok(Redirect::to(&here).into_response()),
    }
}

/// What asks again for the answer to that form: a refresh, a language, the browser's history.
pub(super) async fn of_bank(visit: Visit, Code(token): Code) -> Response {
    Redirect::to(&visit.onward(format!("/u/{token}"))).into_response()
}

async fn show(remit: &Remit, visit: Visit, token: &str, status: StatusCode) -> Result<Response, Problem> {
    let Some(page) = remit.engine.usage_page(token).await? else { return Ok(unknown(remit, visit)) };
    // Back from the bank there is no `lang`: the customer's language is the one they paid in.
    let visit = visit.in_language(page.usage.snapshot.locale);
    let banks = remit.engine.banks(page.usage.mode).await.unwrap_or_default();
    let made = page.usage.state.status() == UsageStatus::PaymentCreated;
    let outcome = Outcome {
        usage_status: page.usage.state.status(),
        payment_status: page.payment.as_ref().map(|payment| payment.status),
        ending: ending(remit, &visit, &page, &banks, status == StatusCode::BAD_GATEWAY),
        amount: format::money(visit.locale, page.usage.money),
        receipt: receipt(visit.locale, &page, &banks),
        status_url: format!("/u/{token}/status"),
        redirect_url: remit.engine.return_url(&page).await?,
        receipt_url: made.then(|| visit.onward(format!("/u/{token}/receipt"))),
    };
    let whose = Whose { account: &page.account, link: &page.link };
    Ok(respond(remit, visit, Some(whose), status, Body::Result(Box::new(outcome))))
}

fn ending(remit: &Remit, visit: &Visit, page: &UsagePage, banks: &[Bank], unreachable: bool) -> Ending {
    let status = page.payment.as_ref().map(|payment| payment.status);
    match (page.usage.state, status) {
        (UsageState::Reversed, _) => Ending::Reversed,
        (UsageState::PaymentCreated | UsageState::Submitting, Some(PaymentStatus::Held)) => Ending::Held,
        (UsageState::PaymentCreated, status) => {
            Ending::Paid { settled: status == Some(PaymentStatus::Settled) }
        }
        (UsageState::AwaitingCustomer, _) => {
            Ending::Waiting(Waiting { unreachable, ..model::waiting(remit, visit, page, banks) })
        }
        (UsageState::Submitting, _) => Ending::Checking { long: takes_long(remit, page) },
        (UsageState::Failed, _) => {
            let code = page.usage.failure.as_ref().map_or(FailureCode::Rejected, |failure| failure.code);
            let reason = texts::failure(visit.locale, code).to_owned();
            Ending::Failed { reason, try_again: try_again(remit, visit, page) }
        }
        (UsageState::Expired, _) => Ending::Expired { try_again: try_again(remit, visit, page) },
    }
}

/// Whether the bank has been silent for longer than banks usually are.
pub(super) fn takes_long(remit: &Remit, page: &UsagePage) -> bool {
    let silent = page.payment.as_ref().is_none_or(|payment| payment.status == PaymentStatus::Pending);
    let asked = page.usage.claimed_at.filter(|_| silent && page.usage.state == UsageState::Submitting);
    asked.is_some_and(|asked| remit.engine.now().since(asked) >= USUAL_MILLIS)
}

/// Where to try again with every field kept, while the link takes payments or may take one again in a moment.
fn try_again(remit: &Remit, visit: &Visit, page: &UsagePage) -> Option<String> {
    match admit(&page.link.lifecycle, page.link.slots, remit.engine.now()) {
        Ok(()) | Err(Refusal::LinkFull) => {
            Some(visit.onward(format!("/l/{}?again={}", page.link.slug, page.usage.token)))
        }
        Err(_) => None,
    }
}

/// What a receipt names beside the amount.
pub(super) fn receipt(locale: Locale, page: &UsagePage, banks: &[Bank]) -> Receipt {
    let bank = banks.iter().find(|bank| bank.id == page.usage.bank_id);
    let zone = &page.account.time_zone;
    Receipt {
        title: page.usage.snapshot.title.clone(),
        reference: page.usage.snapshot.reference.clone(),
        bank: bank.map(|bank| model::bank_name(locale, bank)),
        date: page.usage.finished_at.map(|at| dates::full(locale, at, zone)),
        payment_id: page.usage.payment.map(|payment| payment.id.to_string()),
    }
}
