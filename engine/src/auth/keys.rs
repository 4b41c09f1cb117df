//! API keys: made, listed, revoked, and asked who sends them.

use domain::{
    Mode, Timestamp,
    access::{Actor, Permission, Scope, Who},
    id::KeyId,
    text::Name,
};
use secrecy::{ExposeSecret as _, SecretString};

use super::{fingerprint, key_secret};
use crate::{
    Engine, Error, Maker, Result, require,
    store::api_keys::{self, KnownKey},
};

/// A use is written down when the last one written is this old: a write for each request would cost too much.
const USE_INTERVAL: i64 = 60_000;

/// A key as it is listed: all but the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    pub id: KeyId,
    pub name: Name,
    pub scopes: Vec<Scope>,
    /// The last four characters of the secret.
    pub hint: String,
    pub created_at: Timestamp,
    /// To the minute.
    pub last_used_at: Option<Timestamp>,
    /// When it ends by itself, once another has taken its place.
    pub expires_at: Option<Timestamp>,
}

/// A fresh key. Its secret is shown now and never again.
#[derive(Debug)]
pub struct CreatedKey {
    pub id: KeyId,
    pub secret: SecretString,
}

/// The secret of a key to be, for whoever must know it before the key is made.
pub fn new_key(mode: Mode, make: &Maker) -> SecretString {
    key_secret::compose(mode, make.bytes())
}

impl Engine {
    /// Makes a key for the actor's account and mode. `Invalid` without scopes.
    pub async fn create_key(&self, actor: &Actor, name: Name, scopes: Vec<Scope>) -> Result<CreatedKey> {
        require(actor, Permission::ManageKeys)?;
        if scopes.is_empty() {
            return Err(Error::invalid("scopes", "no_scopes", "choose what the key may do"));
        }
        let secret = new_key(actor.mode, &self.make);
        let (key, hash) = self.api_key(name, &secret);
        let key = ApiKey { scopes, ..key };
        let (account, mode) = (actor.account, actor.mode);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    api_keys::insert(tx, (account, mode), &key, &hash).await?;
                    Ok(CreatedKey { id: key.id, secret })
                })
            })
            .await
    }

    /// What is kept of a key with every scope: its row, and the hash by which its secret is found.
    pub(crate) fn api_key(&self, name: Name, secret: &SecretString) -> (ApiKey, [u8; 32]) {
        let secret = secret.expose_secret();
        let key = ApiKey {
            id: KeyId::from_uuid(self.make.uuid()),
            name,
            scopes: Scope::ALL.to_vec(),
            hint: key_secret::hint(secret),
            created_at: self.now(),
            last_used_at: None,
            expires_at: None,
        };
        (key, fingerprint(secret))
    }

    /// Who sends this key. `Unauthenticated` when it is none, was revoked or has ended.
    pub async fn authenticate_key(&self, secret: &str) -> Result<Actor> {
        if !key_secret::is_well_formed(secret) {
            return Err(Error::Unauthenticated);
        }
        let key = {
            let mut connection = self.db.read().await?;
            api_keys::find_by_hash(&mut connection, &fingerprint(secret), self.now()).await?
        }
        .ok_or(Error::Unauthenticated)?;
        self.note_use(&key).await;
        Ok(Actor { account: key.account, mode: key.mode, who: Who::Key { id: key.id, scopes: key.scopes } })
    }

    /// Writes down that the key was used. Failing at it is no reason to keep anybody out.
    async fn note_use(&self, key: &KnownKey) {
        let (id, now) = (key.id, self.now());
        if key.last_used_at.is_some_and(|last| now.since(last) < USE_INTERVAL) {
            return;
        }
        let before = now.plus_millis(-USE_INTERVAL);
        let noted = self.db.write(move |tx| Box::pin(api_keys::note_use(tx, id, now, before))).await;
        if let Err(error) = noted {
            tracing::warn!(%error, key = %id, "a key's use was not written down");
        }
    }

    /// The keys of the actor's account and mode that work, newest first.
    pub async fn list_keys(&self, actor: &Actor) -> Result<Vec<ApiKey>> {
        require(actor, Permission::ManageKeys)?;
        let mut connection = self.db.read().await?;
        api_keys::list(&mut connection, (actor.account, actor.mode), self.now()).await
    }

    /// Ends a key at once and for good.
    pub async fn revoke_key(&self, actor: &Actor, id: KeyId) -> Result<()> {
        require(actor, Permission::ManageKeys)?;
        let (account, mode, now) = (actor.account, actor.mode, self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let revoked = api_keys::revoke(tx, (account, mode), id, now).await?;
                    if revoked { Ok(()) } else { Err(Error::NotFound("API key")) }
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    #[tokio::test]
    async fn a_key_acts_with_its_scopes_until_it_is_revoked() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, owner) = (&world.engine, &world.actor);
            let scopes = vec![Scope::Read, Scope::WriteLinks];
            let key = engine.create_key(owner, "Shop".parse().unwrap(), scopes.clone()).await.unwrap();
            let secret = key.secret.expose_secret();
            assert!(secret.starts_with("rk_test_"));
            let actor = engine.authenticate_key(secret).await.unwrap();
            let who = Who::Key { id: key.id, scopes };
            assert_eq!(actor, Actor { account: world.account, mode: Mode::Test, who });
            assert!(matches!(engine.list_keys(&actor).await, Err(Error::Forbidden)));

            engine.revoke_key(owner, key.id).await.unwrap();
            let again = engine.authenticate_key(secret).await;
            assert!(matches!(again, Err(Error::Unauthenticated)));
            assert!(matches!(engine.revoke_key(owner, key.id).await, Err(Error::NotFound(_))));
            let left = engine.list_keys(owner).await.unwrap();
            assert!(left.iter().all(|left| left.id != key.id));
        })
        .await;
    }

    #[tokio::test]
    async fn a_use_is_written_down_once_a_minute() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let key =
                engine.create_key(&world.actor, "Shop".parse().unwrap(), vec![Scope::Read]).await.unwrap();
            let last_used = async || engine.list_keys(&world.actor).await.unwrap()[0].last_used_at;
            assert_eq!(last_used().await, None);
            let first = engine.now();
            engine.authenticate_key(key.secret.expose_secret()).await.unwrap();
            world.clock.advance(Duration::from_secs(59));
            engine.authenticate_key(key.secret.expose_secret()).await.unwrap();
            assert_eq!(last_used().await, Some(first));
            world.clock.advance(Duration::from_secs(1));
            engine.authenticate_key(key.secret.expose_secret()).await.unwrap();
            assert_eq!(last_used().await, Some(engine.now()));
        })
        .await;
    }

    #[tokio::test]
    async fn keys_of_other_accounts_and_modes_are_not_there() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let key =
                engine.create_key(&world.actor, "Shop".parse().unwrap(), vec![Scope::Read]).await.unwrap();
            for stranger in world.strangers().await {
                assert_eq!(engine.list_keys(&stranger).await.unwrap(), []);
                assert!(matches!(engine.revoke_key(&stranger, key.id).await, Err(Error::NotFound(_))));
            }
            assert!(engine.authenticate_key(key.secret.expose_secret()).await.is_ok());
            let none = engine.create_key(&world.actor, "Shop".parse().unwrap(), vec![]).await;
            assert!(matches!(none, Err(Error::Invalid(_))));
            let unknown = key_secret::compose(Mode::Test, [1; 32]);
            let answer = engine.authenticate_key(unknown.expose_secret()).await;
            assert!(matches!(answer, Err(Error::Unauthenticated)));
        })
        .await;
    }
}
