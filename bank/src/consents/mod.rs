//! Payment consents: what a client asks a customer to authorise.

mod create;
mod funds;
pub(crate) mod order;
mod read;

pub(crate) use create::create;
pub(crate) use funds::funds;
pub(crate) use read::read;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::{
    Bank,
    accounts::Account,
    brands::Brand,
    error::Refusal,
    payments::describe,
    store::{Record, Stored},
    wire::{Caller, date_time},
};

/// Where a consent stands, in the four letters of version 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum ConsentStatus {
    /// Awaiting authorisation.
    Awau,
    /// Authorised: one payment may be ordered.
    Auth,
    /// Consumed by a payment.
    Cond,
    /// Rejected, by the customer or by time.
    Rjct,
}

/// A consent to one payment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Consent {
    pub(crate) id: String,
    pub(crate) client_id: String,
    pub(crate) brand: Brand,
    /// The body it was made from.
    pub(crate) request: Value,
    status: ConsentStatus,
    reason: Option<String>,
    pub(crate) created_at: i64,
    updated_at: i64,
    expires_at: i64,
    /// The account the customer pays from, once chosen.
    pub(crate) account: Option<Account>,
}

impl Record for Consent {
    const FIND: &'static str = "SELECT version, body FROM consents WHERE id = $1";
    const UPDATE: &'static str =
        "UPDATE consents SET body = $3, version = version + 1 WHERE id = $1 AND version = $2";
}

impl Consent {
    /// The status now: a consent that nobody authorised in time is rejected without anyone writing so.
    pub(crate) fn status(&self, now: i64) -> ConsentStatus {
        if self.status == ConsentStatus::Awau && now >= self.expires_at {
            ConsentStatus::Rjct
        } else {
            self.status
        }
    }

    /// Moves on, at `now`.
    pub(crate) fn become_status(&mut self, status: ConsentStatus, reason: Option<&str>, now: i64) {
        self.status = status;
        self.reason = reason.map(ToOwned::to_owned);
        self.updated_at = now;
    }

    pub(crate) fn order(&self) -> Result<order::Order, Refusal> {
        order::Order::parse(&self.request["Data"]["Initiation"]).map_err(Refusal::invalid)
    }

    /// The consent as the wire shows it.
    fn show(&self, bank: &Bank) -> Value {
        let now = bank.now();
        let status = self.status(now);
        let lapsed = status != self.status;
        let updated = if lapsed { self.expires_at } else { self.updated_at };
        let mut data = json!({
            "ConsentId": self.id,
            "CreationDateTime": date_time(self.created_at),
            "Status": status,
            "StatusUpdateDateTime": date_time(updated),
            "Initiation": self.request["Data"]["Initiation"],
        });
        if let Some(code) = if lapsed { Some("U036") } else { self.reason.as_deref() } {
            data["StatusReason"] =
                json!([{ "StatusReasonCode": code, "StatusReasonDescription": describe(code) }]);
        }
        for echoed in ["ReadRefundAccount", "Authorisation", "SCASupportData"] {
            if let Some(value) = self.request["Data"].get(echoed) {
                data[echoed] = value.clone();
            }
        }
        let link = format!("{}/domestic-payment-consents/{}", bank.resources(self.brand), self.id);
        json!({ "Data": data, "Risk": self.request["Risk"], "Links": { "Self": link }, "Meta": {} })
    }
}

/// Finds a consent of this caller.
pub(crate) async fn find(
    db: &mut SqliteConnection,
    caller: &Caller,
    id: &str,
) -> Result<Stored<Consent>, Refusal> {
    let consent = Stored::<Consent>::find(db, id).await?.ok_or_else(|| Refusal::unknown("consent"))?;
    caller.owns(&consent.record.client_id, consent.record.brand)?;
    Ok(consent)
}
