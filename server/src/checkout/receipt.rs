//! `GET /u/{token}/receipt`: the proof of a payment, for as long as its merchant has this server.

use app::{
    checkout::model::{Body, Proof},
    i18n::{dates, format},
};
use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::usage::UsageStatus;
use http::StatusCode;

use super::{Code, Visit, Whose, respond, result, unknown};
use crate::{Remit, problem::Problem};

/// An attempt that came to no payment has no receipt: its own page says how it is.
pub(super) async fn receipt(
    State(remit): State<Remit>,
    visit: Visit,
    Code(token): Code,
) -> Result<Response, Problem> {
    let Some(page) = remit.engine.usage_page(&token).await? else { return Ok(unknown(&remit, visit)) };
    let (usage, zone) = (&page.usage, &page.account.time_zone);
    let visit = visit.in_language(usage.snapshot.locale);
    let back = visit.onward(format!("/u/{token}"));
    if usage.state.status() != UsageStatus::PaymentCreated {
        return Ok(Redirect::to(&back).into_response());
    }
    let banks = remit.engine.banks(usage.mode).await.unwrap_or_default();
    let entered = usage.collected.iter().filter_map(|one| Some((one.label.clone(), one.value.clone()?)));
    let proof = Proof {
        usage_status: usage.state.status(),
        payment_status: page.payment.as_ref().map(|payment| payment.status),
        taken_back: usage.reversed_at.map(|at| dates::full(visit.locale, at, zone)),
        amount: format::amount(visit.locale, usage.money),
        receipt: result::receipt(visit.locale, &page, &banks),
        entered: entered.collect(),
        back,
    };
    let whose = Whose { account: &page.account, link: &page.link };
    Ok(respond(&remit, visit, Some(whose), StatusCode::OK, Body::Receipt(Box::new(proof))))
}
