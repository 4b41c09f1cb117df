//! `GET /domestic-payment-consents/{ConsentId}`.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use crate::{Bank, error::Refusal, wire::Caller};

/// Shows a consent as it stands.
pub(crate) async fn read(
    State(bank): State<Bank>,
    Path((_, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Json<Value>, Refusal> {
    caller.as_client()?;
    let mut tx = bank.store().begin().await?;
    Ok(Json(super::find(&mut tx, &caller, &id).await?.record.show(&bank)))
}
