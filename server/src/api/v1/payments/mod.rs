//! `/api/v1/payments`

mod list;
mod view;

use axum::{Router, routing::get};
use domain::{
    Mode,
    id::{LinkId, PaymentId, UsageId},
    payment::PaymentStatus,
};
use engine::{payments::Payment, rails::Creditor};
use serde::Serialize;

use crate::{Remit, api::show::moment};

pub(super) fn routes() -> Router<Remit> {
    Router::new().route("/", get(list::list)).route("/{id}", get(view::view))
}

/// A payment as the API shows it.
#[derive(Serialize)]
struct Shown {
    id: PaymentId,
    object: &'static str,
    mode: Mode,
    payment_link_id: LinkId,
    usage_id: UsageId,
    status: PaymentStatus,
    amount: String,
    currency: &'static str,
    reference: String,
    rail: String,
    bank_id: String,
    bank_payment_id: Option<String>,
    bank_status: Option<String>,
    reason_code: Option<String>,
    destination: Creditor,
    created_at: String,
    updated_at: String,
}

fn show(payment: Payment) -> Shown {
    Shown {
        id: payment.id,
        object: "payment",
        mode: payment.mode,
        payment_link_id: payment.link_id,
        usage_id: payment.usage_id,
        status: payment.status,
        amount: payment.money.decimal(),
        currency: payment.money.currency().code(),
        reference: payment.reference,
        rail: payment.rail,
        bank_id: payment.bank_id,
        bank_payment_id: payment.bank_payment_id,
        bank_status: payment.bank_status,
        reason_code: payment.reason_code,
        destination: payment.destination,
        created_at: moment(payment.created_at),
        updated_at: moment(payment.updated_at),
    }
}
