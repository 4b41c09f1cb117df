//! Sends the letters that are due. A server holds a lease on each it sends, so that another takes it up after a crash;
//! every write names the lease.

use std::time::Duration;

use domain::Timestamp;
use futures_util::{StreamExt as _, stream};
use uuid::Uuid;

use crate::{
    Engine, Error, Result,
    mail::{Letter, Mail, MailError, Mailer},
    store::mails::{self, Due, End, Taken},
};

/// Letters under way at once.
const AT_ONCE: usize = 4;
/// How long a mail server may take over one letter.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long nobody else takes it up.
const LEASE_MILLIS: i64 = 120_000;
/// Minutes after each try until the next: eight tries within a day.
const WAITS: [i64; 7] = [1, 5, 15, 60, 120, 360, 840];

/// What a try came to.
enum Outcome {
    Again(Timestamp),
    Over(End),
}

impl Engine {
    /// Sends every letter that is due, where mail is configured; answers how many were tried.
    pub async fn send_mails(&self) -> Result<usize> {
        let Some(mailer) = self.mailer.as_deref() else { return Ok(0) };
        let mut connection = self.db.read().await?;
        let due = mails::list_due(&mut connection, self.now()).await?;
        drop(connection);
        let count = due.len();
        stream::iter(due)
            .for_each_concurrent(AT_ONCE, |due| async move {
                let id = due.id;
                match self.send_one(mailer, due).await {
                    // Of a conflict somebody else makes the best.
                    Ok(()) | Err(Error::Conflict) => {}
                    Err(error) => {
                        tracing::error!(mail = %id, %error, "could not be sent; will be tried again");
                    }
                }
            })
            .await;
        Ok(count)
    }

    async fn send_one(&self, mailer: &dyn Mailer, due: Due) -> Result<()> {
        let (id, lease) = (due.id, self.now().plus_millis(LEASE_MILLIS));
        let take = self.db.write(move |tx| Box::pin(async move { mails::take(tx, &due, lease).await }));
        let Some(taken) = take.await? else { return Ok(()) };
        let (tries, kind) = (taken.tries, taken.letter.kind());
        let outcome = if self.now().since(taken.posted_at) > taken.letter.worth_sending_for() {
            Outcome::Over(End::GivenUp(None))
        } else {
            let sent = self.hand_over(mailer, id, taken).await?;
            if let Err(error) = sent {
                tracing::warn!(mail = %id, kind, tries, %error, "a letter was not taken");
            }
            outcome(sent, tries, self.now())
        };
        self.note(id, lease, outcome).await
    }

    async fn hand_over(&self, mailer: &dyn Mailer, id: Uuid, taken: Taken) -> Result<Result<(), MailError>> {
        let Taken { to, locale, mut letter, .. } = taken;
        if let Letter::PasswordReset { user, token } = &mut letter {
            *token = Some(self.make_reset_token(*user).await?);
        }
        let mail = Mail { id, to, locale, letter };
        let sent = tokio::time::timeout(PATIENCE, mailer.send(&mail)).await;
        Ok(sent.unwrap_or(Err(MailError::Later { what: "no answer in time", code: None })))
    }

    async fn note(&self, id: Uuid, lease: Timestamp, outcome: Outcome) -> Result<()> {
        let now = self.now();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    match outcome {
                        Outcome::Again(next) => mails::put_off(tx, id, lease, next).await,
                        Outcome::Over(end) => mails::finish(tx, id, lease, (end, now)).await,
                    }
                })
            })
            .await
    }
}

fn outcome(sent: Result<(), MailError>, tries: u32, now: Timestamp) -> Outcome {
    let wait = usize::try_from(tries).ok().and_then(|tries| WAITS.get(tries.saturating_sub(1)));
    match (sent, wait) {
        (Ok(()), _) => Outcome::Over(End::Sent),
        (Err(MailError::Refused { code }), _) => Outcome::Over(End::GivenUp(code)),
        (Err(MailError::Later { .. }), Some(minutes)) => Outcome::Again(now.plus_millis(minutes * 60_000)),
        (Err(MailError::Later { code, .. }), None) => Outcome::Over(End::GivenUp(code)),
    }
}

#[cfg(test)]
mod tests;
