//! `/api/v1/usages`

mod view;

use axum::{Router, routing::get};
use domain::{
    Mode,
    id::{CustomerId, LinkId, PaymentId, UsageId},
    identifier::{Collected, IdentifierKind},
    payment::PaymentStatus,
    usage::{UsageStatus, event::FailureCode},
};
use engine::usages::Usage;
use serde::Serialize;

use crate::{Remit, api::show::moment};

pub(super) fn routes() -> Router<Remit> {
    Router::new().route("/{id}", get(view::view))
}

/// A usage as the API shows it.
#[derive(Serialize)]
pub(super) struct Shown {
    id: UsageId,
    object: &'static str,
    mode: Mode,
    payment_link_id: LinkId,
    status: UsageStatus,
    amount: String,
    currency: &'static str,
    identifiers: Vec<Answer>,
    payment_id: Option<PaymentId>,
    payment_status: Option<PaymentStatus>,
    customer_id: Option<CustomerId>,
    failure: Option<Failure>,
    page_url: String,
    started_at: String,
    expires_at: String,
    finished_at: Option<String>,
    reversed_at: Option<String>,
}

/// What the customer gave for one field.
#[derive(Serialize)]
struct Answer {
    key: String,
    #[serde(rename = "type")]
    kind: IdentifierKind,
    label: String,
    value: Option<String>,
}

#[derive(Serialize)]
struct Failure {
    code: FailureCode,
    message: String,
}

pub(super) fn show(remit: &Remit, usage: Usage) -> Shown {
    let answer = |Collected { key, kind, label, value, .. }| Answer { key, kind, label, value };
    Shown {
        id: usage.id,
        object: "usage",
        mode: usage.mode,
        payment_link_id: usage.link_id,
        status: usage.state.status(),
        amount: usage.money.decimal(),
        currency: usage.money.currency().code(),
        identifiers: usage.collected.into_iter().map(answer).collect(),
        payment_id: usage.payment.as_ref().map(|payment| payment.id),
        payment_status: usage.payment.as_ref().map(|payment| payment.status),
        customer_id: usage.customer_id,
        failure: usage.failure.map(|failure| Failure { code: failure.code, message: failure.message }),
        page_url: remit.url(&format!("u/{}", usage.token)),
        started_at: moment(usage.started_at),
        expires_at: moment(usage.expires_at),
        finished_at: usage.finished_at.map(moment),
        reversed_at: usage.reversed_at.map(moment),
    }
}
