//! Reads, changes and ends sessions.

use std::fmt;

use domain::{
    Mode,
    access::{Actor, Role, Who},
    id::{AccountId, UserId},
};

use subtle::ConstantTimeEq as _;

use super::fingerprint;
use crate::{Engine, Error, Result, store::sessions};

/// A signed-in person, as of now.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    pub user: UserId,
    pub email: String,
    pub role: Role,
    pub account: AccountId,
    /// The mode the dashboard shows.
    pub mode: Mode,
    /// What every form of this session must send along.
    pub csrf: String,
}

impl Session {
    /// Who acts in this session.
    pub const fn actor(&self) -> Actor {
        Actor { account: self.account, mode: self.mode, who: Who::User { id: self.user, role: self.role } }
    }

    /// Whether a request carries this session's token against forged requests.
    pub fn has_token(&self, token: &[u8]) -> bool {
        self.csrf.as_bytes().ct_eq(token).into()
    }
}

/// Without the email and the token against forged requests, which belong in no log.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Session").field(&self.actor()).finish()
    }
}

impl Engine {
    /// The session this token proves, while it lasts.
    pub async fn session(&self, token: &str) -> Result<Option<Session>> {
        let mut connection = self.db.read().await?;
        sessions::find(&mut connection, &fingerprint(token), self.now()).await
    }

    /// Ends the session; one that is over already stays so.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let hash = fingerprint(token);
        self.db.write(move |tx| Box::pin(async move { sessions::delete(tx, &hash).await })).await
    }

    /// Sets the mode the session works in. `Unauthenticated` when the session is over.
    pub async fn set_mode(&self, token: &str, mode: Mode) -> Result<()> {
        let hash = fingerprint(token);
        let now = self.now();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let set = sessions::set_mode(tx, &hash, mode, now).await?;
                    if set { Ok(()) } else { Err(Error::Unauthenticated) }
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    #[tokio::test]
    async fn a_session_changes_mode_and_ends() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let sign_in = async || engine.sign_in(World::EMAIL, &World::PASSWORD.into()).await.unwrap().token;
            let (one, other) = (sign_in().await, sign_in().await);
            engine.set_mode(one.expose_secret(), Mode::Live).await.unwrap();
            let session = engine.session(one.expose_secret()).await.unwrap().unwrap();
            assert_eq!(session.actor().mode, Mode::Live);
            let session = engine.session(other.expose_secret()).await.unwrap().unwrap();
            assert_eq!(session.actor().mode, Mode::Test);

            engine.sign_out(one.expose_secret()).await.unwrap();
            engine.sign_out(one.expose_secret()).await.unwrap();
            assert_eq!(engine.session(one.expose_secret()).await.unwrap(), None);
            let changed = engine.set_mode(one.expose_secret(), Mode::Test).await;
            assert!(matches!(changed, Err(Error::Unauthenticated)));
            assert!(engine.session(other.expose_secret()).await.unwrap().is_some());
            assert_eq!(engine.session("").await.unwrap(), None);
        })
        .await;
    }

    #[tokio::test]
    async fn what_is_printed_names_nobody() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let signed_in = world.engine.sign_in(World::EMAIL, &World::PASSWORD.into()).await.unwrap();
        let printed = format!("{signed_in:?}");
        for secret in [World::EMAIL, &signed_in.session.csrf, signed_in.token.expose_secret()] {
            assert!(!printed.contains(secret), "{printed}");
        }
    }
}
