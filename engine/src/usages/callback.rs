//! The customer comes back from the bank.

use std::time::Duration;

use domain::{
    Timestamp,
    id::UsageId,
    usage::{UsageEvent, event::FailureCode},
};

use super::{
    Failure, Usage,
    apply::{Applied, apply, expire_if_overdue},
    pursue::LEASE_MILLIS,
};
use crate::{Engine, Error, Maker, Result, store, store::db::Tx};

/// How long the customer waits for the bank's last word before the page that goes on waiting.
const PATIENCE: Duration = Duration::from_secs(8);
/// A write that met somebody else's is tried again this often.
const ATTEMPTS: usize = 5;

/// What the bank's redirect carries.
#[derive(Clone, Debug)]
pub struct BankReturn {
    /// The `state` this usage's authorisation was given.
    pub state: String,
    pub outcome: BankOutcome,
}

/// The customer's answer at the bank.
#[derive(Clone, Debug)]
pub enum BankOutcome {
    Approved {
        code: String,
    },
    /// The OAuth error code, such as `access_denied`.
    Declined {
        error: String,
    },
}

impl Engine {
    /// Claims the usage on an approval and takes it as far as the bank lets it; fails it on a refusal.
    /// Answers the token of the page to show; `None` when the state belongs to no usage. A late,
    /// repeated or contradictory return changes nothing.
    ///
    /// The work is a task of its own: neither a closed tab nor a slow bank cuts it off.
    pub async fn return_from_bank(&self, back: BankReturn) -> Result<Option<String>> {
        let mut connection = self.db.read().await?;
        let Some(record) = store::authorisations::find_by_state(&mut connection, &back.state).await? else {
            return Ok(None);
        };
        let usage =
            store::usages::get(&mut connection, record.usage).await?.ok_or(Error::NotFound("usage"))?;
        drop(connection);
        let engine = self.clone();
        let task = self.tasks.spawn(async move { engine.see_through(usage.id, back.outcome).await });
        if let Ok(done) = tokio::time::timeout(PATIENCE, task).await {
            done.map_err(Error::internal)??;
        }
        Ok(Some(usage.token))
    }

    async fn see_through(&self, id: UsageId, outcome: BankOutcome) -> Result<()> {
        for _ in 0..ATTEMPTS {
            match self.note_return(id, outcome.clone()).await {
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
                Ok(None) => return Ok(()),
                Ok(Some(lease)) => {
                    if let Err(error) = self.pursue(id, lease).await {
                        // The claim stands and its lease runs: a job takes it up. The customer sees "checking".
                        tracing::error!(usage = %id, %error, "a claimed usage could not be pursued");
                    }
                    return Ok(());
                }
            }
        }
        Err(Error::Conflict)
    }

    /// Writes the customer's answer; the lease of the claim when it was one.
    pub(super) async fn note_return(&self, id: UsageId, outcome: BankOutcome) -> Result<Option<Timestamp>> {
        let make = self.make.clone();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let mut usage = store::usages::get(tx, id).await?.ok_or(Error::NotFound("usage"))?;
                    note_in(tx, &make, &mut usage, outcome).await
                })
            })
            .await
    }
}

async fn note_in(
    tx: &mut Tx,
    make: &Maker,
    usage: &mut Usage,
    outcome: BankOutcome,
) -> Result<Option<Timestamp>> {
    // An approval after the deadline is refused even when no sweep has passed by yet.
    if expire_if_overdue(tx, make, usage).await? {
        return Ok(None);
    }
    match outcome {
        BankOutcome::Approved { code } => {
            if apply(tx, make, usage, UsageEvent::CustomerApproved, None).await? != Applied::Now {
                return Ok(None);
            }
            let lease = make.now().plus_millis(LEASE_MILLIS);
            store::authorisations::set_code(tx, usage.id, &code, lease).await?;
            Ok(Some(lease))
        }
        BankOutcome::Declined { error } => {
            let failure = match error.as_str() {
                "server_error" | "temporarily_unavailable" => FailureCode::BankUnavailable,
                _ => FailureCode::Declined,
            };
            apply(tx, make, usage, UsageEvent::CustomerDeclined, Some(Failure::new(failure))).await?;
            Ok(None)
        }
    }
}
