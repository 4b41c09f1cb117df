//! `POST /domestic-payment-consents`.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::Value;
use sqlx::SqliteConnection;

use super::{Consent, ConsentStatus, order};
use crate::{
    Bank,
    error::{Code, Refusal},
    keys,
    store::{self, KeyScope, Stored},
    wire::Caller,
};

/// Stages a consent; a repeated key gives the consent as it stands now.
pub(crate) async fn create(
    State(bank): State<Bank>,
    caller: Caller,
    body: Bytes,
) -> Result<Response, Refusal> {
    let grant = caller.as_client()?;
    let request: Value = serde_json::from_slice(&body)
        .map_err(|_| Refusal::bad(Code::InvalidFormat, "The body is not JSON"))?;
    let now = bank.now();
    let scope = KeyScope {
        client_id: &grant.client_id,
        brand: grant.brand,
        endpoint: "domestic-payment-consents",
        key: caller.key()?,
    };
    let mut tx = bank.store().begin().await?;
    if let Some(id) = scope.find(&mut tx, now).await? {
        let consent =
            Stored::<Consent>::find(&mut tx, &id).await?.ok_or_else(|| Refusal::unknown("consent"))?;
        if consent.record.request != request {
            return Err(Refusal::conflict("This idempotency key belongs to another consent"));
        }
        tx.commit().await?;
        return Ok((StatusCode::CREATED, Json(consent.record.show(&bank))).into_response());
    }
    order::check_consent(&request).map_err(Refusal::invalid)?;
    let consent = Consent {
        id: keys::uuid(),
        client_id: grant.client_id.clone(),
        brand: grant.brand,
        request,
        status: ConsentStatus::Awau,
        reason: None,
        created_at: now,
        updated_at: now,
        expires_at: bank.after(bank.settings().consent_ttl),
        account: None,
    };
    insert(&mut tx, &consent).await?;
    scope.remember(&mut tx, &consent.id, now).await?;
    tx.commit().await?;
    Ok((StatusCode::CREATED, Json(consent.show(&bank))).into_response())
}

async fn insert(db: &mut SqliteConnection, consent: &Consent) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO consents (id, version, body) VALUES ($1, 0, $2)")
        .bind(&consent.id)
        .bind(store::write(consent)?)
        .execute(db)
        .await?;
    Ok(())
}
