//! `GET /domestic-payments/{DomesticPaymentId}` and its `/payment-details`.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{Payment, catch_up, describe};
use crate::{
    Bank,
    error::Refusal,
    store::Stored,
    wire::{Caller, date_time},
};

/// Shows a payment as it stands.
pub(crate) async fn read(
    State(bank): State<Bank>,
    Path((_, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Json<Value>, Refusal> {
    Ok(Json(current(&bank, &caller, &id).await?.show(&bank)))
}

/// Shows every status it went through.
pub(crate) async fn details(
    State(bank): State<Bank>,
    Path((_, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Json<Value>, Refusal> {
    let payment = current(&bank, &caller, &id).await?;
    let one = |step: &super::Step| {
        let mut detail = json!({ "Status": step.status });
        if let Some(code) = &step.reason {
            detail["StatusReason"] = code.as_str().into();
            detail["StatusReasonDescription"] = describe(code).into();
        }
        json!({
            "PaymentTransactionId": payment.id, "Status": step.status,
            "StatusUpdateDateTime": date_time(step.at), "StatusDetail": detail,
        })
    };
    let statuses: Vec<Value> = payment.steps.iter().map(one).collect();
    let link = format!("{}/domestic-payments/{id}/payment-details", bank.resources(payment.brand));
    Ok(Json(json!({ "Data": { "PaymentStatus": statuses }, "Links": { "Self": link }, "Meta": {} })))
}

async fn current(bank: &Bank, caller: &Caller, id: &str) -> Result<Payment, Refusal> {
    caller.as_client()?;
    let mut tx = bank.store().begin().await?;
    let mut payment =
        Stored::<Payment>::find(&mut tx, id).await?.ok_or_else(|| Refusal::unknown("payment"))?;
    caller.owns(&payment.record.client_id, payment.record.brand)?;
    catch_up(&mut tx, &mut payment, bank.now()).await?;
    tx.commit().await?;
    Ok(payment.record)
}
