//! The customer comes back from the bank.

use domain::usage::{UsageEvent, event::FailureCode};

use super::{
    AuthorisationRecord, Failure, Usage,
    apply::{Applied, apply, expire_if_overdue},
};
use crate::{Engine, Error, Maker, Result, store, store::db::Tx};

/// How long one server may take to see a claimed usage through before another takes over.
pub(super) const LEASE_MILLIS: i64 = 30_000;
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
    pub async fn return_from_bank(&self, back: BankReturn) -> Result<Option<String>> {
        let mut connection = self.db.read().await?;
        let Some(record) = store::authorisations::find_by_state(&mut connection, &back.state).await? else {
            return Ok(None);
        };
        drop(connection);
        for _ in 0..ATTEMPTS {
            match self.note_return(&record, back.outcome.clone()).await {
                Ok((token, claimed)) => {
                    if claimed && let Err(error) = self.pursue(record.usage).await {
                        // The claim stands and its lease runs: a job takes it up. The customer sees "checking".
                        tracing::error!(usage = %record.usage, %error, "a claimed usage could not be pursued");
                    }
                    return Ok(Some(token));
                }
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }

    async fn note_return(
        &self,
        record: &AuthorisationRecord,
        outcome: BankOutcome,
    ) -> Result<(String, bool)> {
        let (make, id) = (self.make.clone(), record.usage);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let mut usage = store::usages::get(tx, id).await?.ok_or(Error::NotFound("usage"))?;
                    let claimed = note_in(tx, &make, &mut usage, outcome).await?;
                    Ok((usage.token, claimed))
                })
            })
            .await
    }
}

/// Whether this return claimed the usage.
async fn note_in(tx: &mut Tx, make: &Maker, usage: &mut Usage, outcome: BankOutcome) -> Result<bool> {
    // An approval after the deadline is refused even when no sweep has passed by yet.
    if expire_if_overdue(tx, make, usage).await? {
        return Ok(false);
    }
    match outcome {
        BankOutcome::Approved { code } => {
            let claimed = apply(tx, make, usage, UsageEvent::CustomerApproved, None).await? == Applied::Now;
            if claimed {
                let resume_at = make.now().plus_millis(LEASE_MILLIS);
                store::authorisations::set_code(tx, usage.id, &code, resume_at).await?;
            }
            Ok(claimed)
        }
        BankOutcome::Declined { error } => {
            let failure = match error.as_str() {
                "server_error" | "temporarily_unavailable" => FailureCode::BankUnavailable,
                _ => FailureCode::Declined,
            };
            apply(tx, make, usage, UsageEvent::CustomerDeclined, Some(Failure::new(failure))).await?;
            Ok(false)
        }
    }
}
