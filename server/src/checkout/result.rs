//! `GET /u/{token}`: how a payment ended, or that it has not yet.

use app::{
    checkout::model::{Body, Ending, Outcome, Receipt},
    i18n::{checkout as texts, dates, format},
};
use axum::{extract::State, response::Response};
use domain::{
    Locale, Refusal,
    link::admit,
    payment::PaymentStatus,
    usage::{UsageState, event::FailureCode},
};
use engine::usages::UsagePage;
use http::StatusCode;

use super::{Code, Visit, Whose, model, respond, unknown};
use crate::{Remit, problem::Problem};

pub(super) async fn result(
    State(remit): State<Remit>,
    visit: Visit,
    Code(token): Code,
) -> Result<Response, Problem> {
    let Some(page) = remit.engine.usage_page(&token).await? else { return Ok(unknown(&remit, visit)) };
    // Back from the bank there is no `lang`: the customer's language is the one they paid in.
    let visit = visit.in_language(page.usage.snapshot.locale);
    let try_again = try_again(&remit, &visit, &page);
    let outcome = Outcome {
        usage_status: page.usage.state.status(),
        payment_status: page.payment.as_ref().map(|payment| payment.status),
        ending: ending(visit.locale, &page, try_again),
        amount: format::money(visit.locale, page.usage.money),
        receipt: receipt(&remit, visit.locale, &page).await,
        status_url: format!("/u/{token}/status"),
        redirect_url: remit.engine.return_url(&page).await?,
    };
    let whose = Whose { account: &page.account, link: &page.link };
    Ok(respond(&remit, visit, Some(whose), StatusCode::OK, Body::Result(Box::new(outcome))))
}

fn ending(locale: Locale, page: &UsagePage, try_again: Option<String>) -> Ending {
    let status = page.payment.as_ref().map(|payment| payment.status);
    match (page.usage.state, status) {
        (UsageState::Reversed, _) => Ending::Reversed,
        (UsageState::PaymentCreated | UsageState::Submitting, Some(PaymentStatus::Held)) => Ending::Held,
        (UsageState::PaymentCreated, status) => {
            Ending::Paid { settled: status == Some(PaymentStatus::Settled) }
        }
        (UsageState::AwaitingCustomer | UsageState::Submitting, _) => Ending::Checking,
        (UsageState::Failed, _) => {
            let code = page.usage.failure.as_ref().map_or(FailureCode::Rejected, |failure| failure.code);
            Ending::Failed { reason: texts::failure(locale, code).to_owned(), try_again }
        }
        (UsageState::Expired, _) => Ending::Expired { try_again },
    }
}

/// Where to try again, while the link takes payments or may take one again in a moment.
fn try_again(remit: &Remit, visit: &Visit, page: &UsagePage) -> Option<String> {
    match admit(&page.link.lifecycle, page.link.slots, remit.engine.now()) {
        Ok(()) | Err(Refusal::LinkFull) => Some(visit.onward(format!("/l/{}", page.link.slug))),
        Err(_) => None,
    }
}

async fn receipt(remit: &Remit, locale: Locale, page: &UsagePage) -> Receipt {
    let banks = remit.engine.banks(page.usage.mode).await.unwrap_or_default();
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
