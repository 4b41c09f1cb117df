//! Payments: an order under an authorised consent, and how far it has come.
//!
//! A payment's progress is not driven by anything in the background. It follows from the account's
//! timeline, the time of the order and now, and is booked when somebody looks.

mod create;
mod read;
mod status;

pub(crate) use create::create;
pub(crate) use read::{details, read};
pub(crate) use status::{Status, describe};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::{
    Bank,
    accounts::Account,
    brands::Brand,
    ledger::{self, Holder, Movement},
    money::Money,
    payments::status::Place,
    store::{Record, Stored},
    wire::date_time,
};

/// A status that a payment reached, and when.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Step {
    pub(crate) status: Status,
    pub(crate) reason: Option<String>,
    pub(crate) at: i64,
}

/// A payment order that the bank received.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Payment {
    pub(crate) id: String,
    pub(crate) consent_id: String,
    pub(crate) client_id: String,
    pub(crate) brand: Brand,
    /// The body of the order.
    pub(crate) request: Value,
    pub(crate) account: Account,
    pub(crate) money: Money,
    /// Scheme and identification of the account that is paid.
    payee: String,
    /// Whether the consent asked for the account that a refund would go to.
    refundable: bool,
    pub(crate) created_at: i64,
    /// Everything it went through, oldest first; never empty.
    pub(crate) steps: Vec<Step>,
    /// Told by control: the timeline no longer counts.
    told: bool,
}

impl Record for Payment {
    const FIND: &'static str = "SELECT version, body FROM payments WHERE id = $1";
    const UPDATE: &'static str =
        "UPDATE payments SET body = $3, version = version + 1 WHERE id = $1 AND version = $2";
}

impl Payment {
    pub(crate) fn status(&self) -> Status {
        self.steps.last().map_or(Status::Rcvd, |step| step.status)
    }

    fn next_step(&self, now: i64) -> Option<Step> {
        let milestone = self.account.timeline().get(self.steps.len()).filter(|_| !self.told)?;
        let at = self.created_at + milestone.after;
        let ended = self.status() == Status::Rjct;
        (at <= now && !ended).then(|| Step {
            status: milestone.status,
            reason: milestone.reason.map(ToOwned::to_owned),
            at,
        })
    }

    /// Takes a step and books the money it moves.
    async fn take(&mut self, db: &mut SqliteConnection, step: Step) -> sqlx::Result<()> {
        let (before, after) = (self.status().place(), step.status.place());
        if before != after {
            if before == Place::Payer {
                ledger::fund(db, self.brand, self.account, &self.money, step.at).await?;
            }
            let (from, to) = (self.holder(before), self.holder(after));
            let movement =
                Movement { brand: self.brand, from, to, money: &self.money, memo: &self.id, at: step.at };
            ledger::transfer(db, &movement).await?;
        }
        self.steps.push(step);
        Ok(())
    }

    fn holder(&self, place: Place) -> Holder {
        match place {
            Place::Payer => Holder::Payer(self.account),
            Place::Clearing => Holder::Clearing,
            Place::Payee => Holder::Payee(self.payee.clone()),
        }
    }

    /// The payment as the wire shows it.
    fn show(&self, bank: &Bank) -> Value {
        let updated = self.steps.last().map_or(self.created_at, |step| step.at);
        let own = json!({
            "SchemeName": "UK.OBIE.SortCodeAccountNumber",
            "Identification": format!("400500{}", self.account.number()), "Name": "Sandbox Customer",
        });
        let mut data = json!({
            "DomesticPaymentId": self.id, "ConsentId": self.consent_id,
            "CreationDateTime": date_time(self.created_at),
            "Status": self.status(), "StatusUpdateDateTime": date_time(updated),
            "Initiation": self.request["Data"]["Initiation"], "Debtor": own,
        });
        if let Some(code) = self.steps.last().and_then(|step| step.reason.as_deref()) {
            data["StatusReason"] =
                json!([{ "StatusReasonCode": code, "StatusReasonDescription": describe(code) }]);
        }
        if self.refundable {
            data["Refund"] = json!({ "Account": own });
        }
        let link = format!("{}/domestic-payments/{}", bank.resources(self.brand), self.id);
        json!({ "Data": data, "Links": { "Self": link }, "Meta": {} })
    }
}

/// Lets a payment take every step that its timeline has for it by now.
pub(crate) async fn catch_up(
    db: &mut SqliteConnection,
    payment: &mut Stored<Payment>,
    now: i64,
) -> sqlx::Result<()> {
    let before = payment.record.steps.len();
    while let Some(step) = payment.record.next_step(now) {
        payment.record.take(db, step).await?;
    }
    if payment.record.steps.len() > before { payment.save(db).await } else { Ok(()) }
}

/// Sets a payment to a status, from outside; what is rejected stays rejected (`false`).
pub(crate) async fn tell(
    db: &mut SqliteConnection,
    payment: &mut Stored<Payment>,
    step: Step,
) -> sqlx::Result<bool> {
    catch_up(db, payment, step.at).await?;
    if payment.record.status() == Status::Rjct {
        return Ok(false);
    }
    payment.record.take(db, step).await?;
    payment.record.told = true;
    payment.save(db).await?;
    Ok(true)
}
