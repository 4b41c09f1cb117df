//! `GET /domestic-payment-consents/{ConsentId}/funds-confirmation`.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::ConsentStatus;
use crate::{
    Bank,
    error::{Code, Refusal},
    ledger,
    wire::{Caller, date_time},
};

/// Says whether the account the customer chose holds enough.
pub(crate) async fn funds(
    State(bank): State<Bank>,
    Path((_, id)): Path<(String, String)>,
    caller: Caller,
) -> Result<Json<Value>, Refusal> {
    let mut tx = bank.store().begin().await?;
    let consent = super::find(&mut tx, &caller, &id).await?.record;
    caller.for_consent(&id)?;
    let (ConsentStatus::Auth, Some(account)) = (consent.status(bank.now()), consent.account) else {
        return Err(Refusal::bad(
            Code::InvalidConsentStatus,
            "Only an authorised consent has funds to confirm",
        ));
    };
    let wanted = consent.order()?.money;
    let held = ledger::available(&mut tx, consent.brand, account, &wanted).await?;
    let link = format!("{}/domestic-payment-consents/{id}/funds-confirmation", bank.resources(consent.brand));
    Ok(Json(json!({
        "Data": { "FundsAvailableResult": {
            "FundsAvailableDateTime": date_time(bank.now()), "FundsAvailable": held.minor >= wanted.minor,
        }},
        "Links": { "Self": link }, "Meta": {},
    })))
}
