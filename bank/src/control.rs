//! The test desk: look behind the counter, set a payment to a status, order trouble.
//!
//! Mounted only when [`crate::Settings::control`] says so. It asks nobody who they are.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::{
    Bank,
    error::{Code, Refusal},
    faults::Ordered,
    ledger,
    payments::{self, Payment, Status, Step},
    store::Stored,
    wire::date_time,
};

/// Routes under `/control`.
pub(crate) fn routes() -> Router<Bank> {
    Router::new()
        .route("/control/payments", get(list))
        .route("/control/payments/{id}/advance", post(advance))
        .route("/control/faults", get(faults).post(order).delete(clear))
        .route("/control/ledger", get(books))
        .route("/control/counts", get(counts))
}

/// What [`advance`] wants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    status: Status,
    /// An ISO 20022 reason code.
    reason: Option<String>,
}

async fn list(State(bank): State<Bank>) -> Result<Json<Value>, Refusal> {
    let mut tx = bank.store().begin().await?;
    let payments = everything(&mut tx, bank.now()).await?;
    tx.commit().await?;
    Ok(Json(payments.iter().map(|payment| show(&payment.record)).collect()))
}

async fn advance(
    State(bank): State<Bank>,
    Path(id): Path<String>,
    Json(wanted): Json<Advance>,
) -> Result<Json<Value>, Refusal> {
    let mut tx = bank.store().begin().await?;
    let mut payment =
        Stored::<Payment>::find(&mut tx, &id).await?.ok_or_else(|| Refusal::unknown("payment"))?;
    let step = Step { status: wanted.status, reason: wanted.reason, at: bank.now() };
    if !payments::tell(&mut tx, &mut payment, step).await? {
        return Err(Refusal::bad(Code::Unexpected, "The payment is rejected and stays so"));
    }
    tx.commit().await?;
    Ok(Json(show(&payment.record)))
}

async fn faults(State(bank): State<Bank>) -> Json<Vec<Ordered>> {
    Json(bank.faults().list())
}

async fn order(State(bank): State<Bank>, Json(fault): Json<Ordered>) -> StatusCode {
    bank.faults().order(fault);
    StatusCode::NO_CONTENT
}

async fn clear(State(bank): State<Bank>) -> StatusCode {
    bank.faults().clear();
    StatusCode::NO_CONTENT
}

async fn books(State(bank): State<Bank>) -> Result<Json<Value>, Refusal> {
    let mut tx = bank.store().begin().await?;
    everything(&mut tx, bank.now()).await?;
    let audit = ledger::audit(&mut tx).await?;
    tx.commit().await?;
    Ok(Json(audit))
}

/// How many of everything there are, and how often each idempotency key was used.
async fn counts(State(bank): State<Bank>) -> Result<Json<Value>, Refusal> {
    let mut tx = bank.store().begin().await?;
    let consents: i64 = sqlx::query_scalar("SELECT count(*) FROM consents").fetch_one(&mut *tx).await?;
    let payments: i64 = sqlx::query_scalar("SELECT count(*) FROM payments").fetch_one(&mut *tx).await?;
    let rows: Vec<(String, String, String, i64)> =
        sqlx::query_as("SELECT scope, key, resource_id, uses FROM idempotency_keys ORDER BY created_at, key")
            .fetch_all(&mut *tx)
            .await?;
    let one = |(scope, key, resource_id, uses): (String, String, String, i64)| json!({ "scope": scope, "key": key, "resource_id": resource_id, "uses": uses });
    let keys: Vec<Value> = rows.into_iter().map(one).collect();
    Ok(Json(json!({ "consents": consents, "payments": payments, "idempotency_keys": keys })))
}

/// Every payment, brought up to date.
async fn everything(db: &mut SqliteConnection, now: i64) -> sqlx::Result<Vec<Stored<Payment>>> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM payments ORDER BY rowid").fetch_all(&mut *db).await?;
    let mut payments = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some(mut payment) = Stored::<Payment>::find(db, &id).await? {
            payments::catch_up(db, &mut payment, now).await?;
            payments.push(payment);
        }
    }
    Ok(payments)
}

fn show(payment: &Payment) -> Value {
    let steps: Vec<Value> = payment
        .steps
        .iter()
        .map(|step| json!({ "status": step.status, "reason": step.reason, "at": date_time(step.at) }))
        .collect();
    json!({
        "id": payment.id, "consent_id": payment.consent_id, "client_id": payment.client_id,
        "brand": payment.brand, "account": payment.account, "status": payment.status(),
        "amount_minor": payment.money.minor, "currency": payment.money.currency,
        "end_to_end_id": payment.request["Data"]["Initiation"]["EndToEndIdentification"],
        "created_at": date_time(payment.created_at), "steps": steps,
    })
}
