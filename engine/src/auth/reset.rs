//! A new password for who has forgotten theirs: by a token that is mailed, or by the operator of the machine.

use domain::{Locale, id::UserId};
use secrecy::SecretString;

use super::{fingerprint, password};
use crate::{
    Engine, Error, Result,
    mail::{Letter, Outgoing, post},
    store::{db::Tx, password_resets, sessions, sign_in_failures, users},
};

/// How long a token that was mailed sets a password: one hour.
const LIFETIME: i64 = 3_600_000;

impl Engine {
    /// Mails the user with this email a way to a new password, in this language. An unknown email gets the same
    /// answer; `Throttled` when either was asked for too often. `NotFound` where no mail is configured.
    pub async fn forgot_password(&self, email: &str, locale: Locale) -> Result<()> {
        if self.mailer.is_none() {
            return Err(Error::NotFound("mail"));
        }
        let email = email.trim().to_lowercase();
        // Tries to sign in are counted apart: asking for a new password must not keep anybody out.
        self.count_try(reset_subject(&email)).await?;
        let make = self.make.clone();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let Some(user) = users::find_by_email(tx, &email).await? else { return Ok(()) };
                    let letter = Letter::PasswordReset { user: user.id, token: None };
                    let outgoing = Outgoing { account: user.account, to: user.email, locale, letter };
                    post(tx, &make, outgoing).await?;
                    Ok(())
                })
            })
            .await
    }

    /// A fresh token for a letter that is about to be sent; only its hash is kept.
    pub(crate) async fn make_reset_token(&self, user: UserId) -> Result<SecretString> {
        let token = self.make.token();
        let (hash, now) = (fingerprint(&token), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    password_resets::prune(tx, now).await?;
                    password_resets::insert(tx, &hash, user, now.plus_millis(LIFETIME)).await?;
                    Ok(token.into())
                })
            })
            .await
    }

    /// Whether a token still sets a password.
    pub async fn can_reset_password(&self, token: &str) -> Result<bool> {
        let mut connection = self.db.read().await?;
        password_resets::exists(&mut connection, &fingerprint(token), self.now()).await
    }

    /// Sets a new password for whom the token was mailed to, ends all their sessions and uses up every token of
    /// theirs. `Invalid` for a password too short, which costs no token; `NotFound` for a token that is none, was
    /// used or is older than an hour.
    pub async fn reset_password(&self, token: &str, new: &SecretString) -> Result<()> {
        password::check_strength(new)?;
        let token_hash = fingerprint(token);
        if !self.can_reset_password(token).await? {
            return Err(Error::NotFound("password reset"));
        }
        let (hash, now) = (password::hash(new, self.make.bytes()).await?, self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let user = password_resets::take(tx, &token_hash, now).await?;
                    let user = user.ok_or(Error::NotFound("password reset"))?;
                    let email = users::set_password(tx, user, &hash).await?;
                    password_resets::forget(tx, user).await?;
                    start_anew(tx, user, &email).await
                })
            })
            .await
    }

    /// Sets a user's password, for commands on the machine itself. `NotFound` when nobody signs in with this email.
    pub async fn set_password(&self, email: &str, new: &SecretString) -> Result<()> {
        password::check_strength(new)?;
        let email = email.trim().to_lowercase();
        let hash = password::hash(new, self.make.bytes()).await?;
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let user = users::find_by_email(tx, &email).await?.ok_or(Error::NotFound("user"))?;
                    users::set_password(tx, user.id, &hash).await?;
                    password_resets::forget(tx, user.id).await?;
                    start_anew(tx, user.id, &email).await
                })
            })
            .await
    }
}

/// Whoever knew the old password is out, and nobody waits because of guesses at it.
async fn start_anew(tx: &mut Tx, user: UserId, email: &str) -> Result<()> {
    sessions::delete_of_user(tx, user).await?;
    sign_in_failures::clear(tx, &fingerprint(email)).await?;
    sign_in_failures::clear(tx, &reset_subject(email)).await
}

fn reset_subject(email: &str) -> [u8; 32] {
    fingerprint(&format!("reset {email}"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    const NEW: &str = "a brand new password";

    async fn asked(world: &World) -> String {
        world.engine.forgot_password(World::EMAIL, Locale::En).await.unwrap();
        mailed(world).await
    }

    async fn mailed(world: &World) -> String {
        world.engine.send_mails().await.unwrap();
        match world.mailer.sent().pop().expect("a letter").letter {
            Letter::PasswordReset { token: Some(token), .. } => token.expose_secret().to_owned(),
            _ => panic!("another letter"),
        }
    }

    #[tokio::test]
    async fn a_mailed_token_sets_a_new_password_once_and_ends_every_session() {
        on_each_database(async |database: TestDatabase| {
            let world = World::with_mail(&database).await;
            let engine = &world.engine;
            let before = engine.sign_in(World::EMAIL, &World::PASSWORD.into()).await.unwrap().token;
            let (first, token) = (asked(&world).await, asked(&world).await);
            assert_ne!(first, token);
            assert!(engine.can_reset_password(&token).await.unwrap());
            let short = engine.reset_password(&token, &"short".into()).await;
            assert!(matches!(short, Err(Error::Invalid(_))));
            engine.reset_password(&token, &NEW.into()).await.unwrap();
            assert_eq!(engine.session(before.expose_secret()).await.unwrap(), None);
            assert!(engine.sign_in(World::EMAIL, &World::PASSWORD.into()).await.is_err());
            assert!(engine.sign_in(World::EMAIL, &NEW.into()).await.is_ok());
            // Neither this token nor the one mailed before works again.
            for token in [token, first] {
                let again = engine.reset_password(&token, &"yet another password".into()).await;
                assert!(matches!(again, Err(Error::NotFound(_))));
            }
        })
        .await;
    }

    #[tokio::test]
    async fn two_at_once_with_one_token_set_one_password() {
        on_each_database(async |database: TestDatabase| {
            let world = World::with_mail(&database).await;
            let token = asked(&world).await;
            let set = async |new: &str| world.engine.reset_password(&token, &new.into()).await;
            let (one, other) = tokio::join!(set("the first password"), set("the other password"));
            assert!(one.is_ok() ^ other.is_ok());
        })
        .await;
    }

    #[tokio::test]
    async fn a_token_lasts_an_hour_and_a_guess_is_none() {
        on_each_database(async |database: TestDatabase| {
            let world = World::with_mail(&database).await;
            let token = asked(&world).await;
            world.clock.advance(Duration::from_hours(1));
            assert!(!world.engine.can_reset_password(&token).await.unwrap());
            for token in [token.as_str(), "", "guess"] {
                let late = world.engine.reset_password(token, &NEW.into()).await;
                assert!(matches!(late, Err(Error::NotFound(_))));
            }
        })
        .await;
    }

    #[tokio::test]
    async fn an_unknown_email_is_answered_alike_and_gets_nothing() {
        on_each_database(async |database: TestDatabase| {
            let world = World::with_mail(&database).await;
            for email in [" Nobody@shop.example", World::EMAIL] {
                for _ in 0..5 {
                    world.engine.forgot_password(email, Locale::Fr).await.unwrap();
                }
                let more = world.engine.forgot_password(email, Locale::Fr).await;
                assert!(matches!(more, Err(Error::Throttled { retry_after_seconds: 15 })));
            }
            // Asking too often keeps nobody from signing in.
            assert!(world.engine.sign_in(World::EMAIL, &World::PASSWORD.into()).await.is_ok());
            world.engine.send_mails().await.unwrap();
            let to: Vec<_> = world.mailer.sent().into_iter().map(|mail| (mail.to, mail.locale)).collect();
            assert_eq!(to, vec![(World::EMAIL.to_owned(), Locale::Fr); 5]);
        })
        .await;
    }

    #[tokio::test]
    async fn without_mail_nothing_is_promised_and_an_operator_sets_the_password() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let engine = &world.engine;
        assert!(matches!(engine.forgot_password(World::EMAIL, Locale::En).await, Err(Error::NotFound(_))));
        let nobody = engine.set_password("nobody@shop.example", &NEW.into()).await;
        assert!(matches!(nobody, Err(Error::NotFound("user"))));
        engine.set_password(World::EMAIL, &NEW.into()).await.unwrap();
        assert!(engine.sign_in(World::EMAIL, &NEW.into()).await.is_ok());
    }
}
