//! `POST /domestic-payments`.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::Value;
use sqlx::SqliteConnection;

use super::{Payment, Status, Step, catch_up};
use crate::{
    Bank,
    accounts::Account,
    consents::{self, Consent, ConsentStatus, order},
    error::{Code, Refusal},
    keys, ledger,
    store::{self, KeyScope, Stored},
    wire::Caller,
};

/// Receives an order; a repeated key gives the payment as it stands now.
pub(crate) async fn create(
    State(bank): State<Bank>,
    caller: Caller,
    body: Bytes,
) -> Result<Response, Refusal> {
    let request: Value = serde_json::from_slice(&body)
        .map_err(|_| Refusal::bad(Code::InvalidFormat, "The body is not JSON"))?;
    order::check_payment(&request).map_err(Refusal::invalid)?;
    let consent_id = request["Data"]["ConsentId"].as_str().unwrap_or_default();
    let (key, now) = (caller.key()?, bank.now());
    let grant = &caller.grant;
    let scope =
        KeyScope { client_id: &grant.client_id, brand: grant.brand, endpoint: "domestic-payments", key };
    let mut tx = bank.store().begin().await?;
    if let Some(id) = scope.find(&mut tx, now).await? {
        let payment = repeated(&mut tx, &id, &request, now).await?;
        caller.for_consent(&payment.consent_id)?;
        tx.commit().await?;
        return Ok((StatusCode::CREATED, Json(payment.show(&bank))).into_response());
    }
    let mut consent = consents::find(&mut tx, &caller, consent_id).await?;
    caller.for_consent(consent_id)?;
    let payment = receive(&mut tx, &consent.record, request, now).await?;
    consent.record.become_status(ConsentStatus::Cond, None, now);
    consent.save(&mut tx).await?;
    insert(&mut tx, &payment).await?;
    scope.remember(&mut tx, &payment.id, now).await?;
    tx.commit().await?;
    if payment.account == Account::Flaky {
        // The payment exists, but its first answer never says so.
        return Err(Refusal::unexpected(&"the flaky account lost its answer"));
    }
    Ok((StatusCode::CREATED, Json(payment.show(&bank))).into_response())
}

async fn repeated(
    db: &mut SqliteConnection,
    id: &str,
    request: &Value,
    now: i64,
) -> Result<Payment, Refusal> {
    let mut payment = Stored::<Payment>::find(db, id).await?.ok_or_else(|| Refusal::unknown("payment"))?;
    if payment.record.request != *request {
        return Err(Refusal::conflict("This idempotency key belongs to another payment"));
    }
    catch_up(db, &mut payment, now).await?;
    Ok(payment.record)
}

/// Makes the payment: received, or rejected at once when the money is not there.
async fn receive(
    db: &mut SqliteConnection,
    consent: &Consent,
    request: Value,
    now: i64,
) -> Result<Payment, Refusal> {
    let (ConsentStatus::Auth, Some(account)) = (consent.status(now), consent.account) else {
        return Err(Refusal::bad(
            Code::InvalidConsentStatus,
            "The consent is not authorised, or already used",
        ));
    };
    if request["Data"]["Initiation"] != consent.request["Data"]["Initiation"]
        || request["Risk"] != consent.request["Risk"]
    {
        return Err(Refusal::bad(
            Code::ConsentMismatch,
            "The order differs from what the customer authorised",
        ));
    }
    let order = consent.order()?;
    let mut steps = vec![Step { status: Status::Rcvd, reason: None, at: now }];
    if ledger::available(db, consent.brand, account, &order.money).await?.minor < order.money.minor {
        steps.push(Step { status: Status::Rjct, reason: Some("AM04".to_owned()), at: now });
    }
    Ok(Payment {
        id: keys::uuid(),
        consent_id: consent.id.clone(),
        client_id: consent.client_id.clone(),
        brand: consent.brand,
        request,
        account,
        money: order.money,
        payee: format!("{}/{}", order.scheme, order.identification),
        refundable: consent.request["Data"]["ReadRefundAccount"] == "Yes",
        created_at: now,
        steps,
        told: false,
    })
}

async fn insert(db: &mut SqliteConnection, payment: &Payment) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO payments (id, consent_id, version, body) VALUES ($1, $2, 0, $3)")
        .bind(&payment.id)
        .bind(&payment.consent_id)
        .bind(store::write(payment)?)
        .execute(db)
        .await?;
    Ok(())
}
