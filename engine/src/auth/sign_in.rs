//! Turns an email and a password into a session.

use domain::{Mode, Timestamp};
use secrecy::SecretString;

use super::{Session, fingerprint, password, throttle};
use crate::{
    Engine, Error, Result,
    store::{sessions, sign_in_failures, users},
};

/// How long a session lasts: 14 days.
const LIFETIME: i64 = 14 * 24 * 3_600_000;

/// A fresh session and the token that proves it; the token is nowhere else.
#[derive(Debug)]
pub struct SignedIn {
    pub token: SecretString,
    pub session: Session,
}

impl Engine {
    /// Opens a session, in test mode. `Unauthenticated` for a wrong password and for an unknown email
    /// alike, after the same time; `Throttled` when too many tries for this email did not succeed.
    pub async fn sign_in(&self, email: &str, password: &SecretString) -> Result<SignedIn> {
        let email = email.trim().to_lowercase();
        let subject = fingerprint(&email);
        self.count_try(subject).await?;
        let user = {
            let mut connection = self.db.read().await?;
            users::find_by_email(&mut connection, &email).await?
        };
        let hash = user.as_ref().map(|user| user.password_hash.clone());
        match (password::verify(password, hash).await?, user) {
            (true, Some(user)) => {
                self.prune_sign_ins().await;
                self.open_session(user, subject).await
            }
            _ => Err(Error::Unauthenticated),
        }
    }

    /// Counts the try before its password is looked at, so that parallel guesses gain nothing.
    pub(super) async fn count_try(&self, subject: [u8; 32]) -> Result<()> {
        let now = self.now();
        let waiting = self
            .db
            .write(move |tx| {
                Box::pin(async move {
                    let failures = sign_in_failures::take(tx, &subject, now).await?;
                    let next = match failures.another(now) {
                        Ok(next) => next,
                        Err(left) => return Ok(Some(left)),
                    };
                    sign_in_failures::put(tx, &subject, failures, next).await?;
                    Ok(None)
                })
            })
            .await?;
        match waiting {
            None => Ok(()),
            Some(left) => {
                let seconds = u64::try_from(left).unwrap_or_default().div_ceil(1_000);
                Err(Error::Throttled { retry_after_seconds: seconds })
            }
        }
    }

    async fn open_session(&self, user: users::User, subject: [u8; 32]) -> Result<SignedIn> {
        let token = self.make.token();
        let hash = fingerprint(&token);
        let session = Session {
            user: user.id,
            email: user.email,
            role: user.role,
            account: user.account,
            mode: Mode::Test,
            csrf: self.make.token(),
        };
        let now = self.now();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    sign_in_failures::clear(tx, &subject).await?;
                    sessions::insert(tx, &hash, &session, now..now.plus_millis(LIFETIME)).await?;
                    Ok(SignedIn { token: token.into(), session })
                })
            })
            .await
    }

    /// Throws away what is over. Failing at it is no reason to keep anybody out.
    async fn prune_sign_ins(&self) {
        let now: Timestamp = self.now();
        let pruned = self
            .db
            .write(move |tx| {
                Box::pin(async move {
                    sessions::prune(tx, now).await?;
                    sign_in_failures::prune(tx, now.plus_millis(-throttle::MEMORY)).await
                })
            })
            .await;
        if let Err(error) = pruned {
            tracing::warn!(%error, "old sessions were not thrown away");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    fn wrong() -> SecretString {
        "not the password".into()
    }

    #[tokio::test]
    async fn the_owner_signs_in_and_stays_for_fourteen_days() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let typed = World::EMAIL.to_uppercase();
            let signed_in = engine.sign_in(&typed, &World::PASSWORD.into()).await.unwrap();
            assert_eq!(signed_in.session.actor(), world.actor);
            let token = signed_in.token.expose_secret();
            assert_eq!(engine.session(token).await.unwrap().unwrap(), signed_in.session);
            world.clock.advance(Duration::from_hours(14 * 24) - Duration::from_millis(1));
            assert!(engine.session(token).await.unwrap().is_some());
            world.clock.advance(Duration::from_millis(1));
            assert!(engine.session(token).await.unwrap().is_none());
        })
        .await;
    }

    #[tokio::test]
    async fn guessing_is_slowed_alike_for_known_and_unknown_emails() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            for email in [World::EMAIL, "nobody@shop.example"] {
                let guess = async || world.engine.sign_in(email, &wrong()).await.unwrap_err();
                for _ in 0..5 {
                    assert!(matches!(guess().await, Error::Unauthenticated));
                }
                assert!(matches!(guess().await, Error::Throttled { retry_after_seconds: 15 }));
                world.clock.advance(Duration::from_secs(15));
                assert!(matches!(guess().await, Error::Unauthenticated));
                assert!(matches!(guess().await, Error::Throttled { retry_after_seconds: 30 }));
            }
            // The right password waits too, and then clears the slate.
            let right = async || world.engine.sign_in(World::EMAIL, &World::PASSWORD.into()).await;
            assert!(right().await.is_err());
            world.clock.advance(Duration::from_secs(30));
            assert!(right().await.is_ok());
            let error = world.engine.sign_in(World::EMAIL, &wrong()).await.unwrap_err();
            assert!(matches!(error, Error::Unauthenticated));
        })
        .await;
    }

    #[tokio::test]
    async fn parallel_guesses_gain_nothing() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let password = wrong();
            let guesses = (0..20).map(|_| world.engine.sign_in(World::EMAIL, &password));
            let answers = futures_util::future::join_all(guesses).await;
            let looked_at =
                answers.iter().filter(|answer| matches!(answer, Err(Error::Unauthenticated))).count();
            assert_eq!(looked_at, 5);
        })
        .await;
    }
}
