//! Puts a new key in the place of another, which works on for a while: long enough to carry the new one to
//! wherever the old one is used.

use std::str::FromStr;

use domain::{
    Timestamp,
    access::{Actor, Permission},
    id::KeyId,
    text::Name,
};

use super::{CreatedKey, keys::new_key};
use crate::{Engine, Error, Result, require, store::api_keys};

const HOUR: i64 = 3_600_000;

/// How long the old key works beside the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Not at all: the old key is known to others.
    None,
    Hour,
    #[default]
    Day,
    Week,
}

impl Overlap {
    pub const ALL: [Self; 4] = [Self::None, Self::Hour, Self::Day, Self::Week];

    /// The word in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
        }
    }

    const fn millis(self) -> i64 {
        match self {
            Self::None => 0,
            Self::Hour => HOUR,
            Self::Day => 24 * HOUR,
            Self::Week => 7 * 24 * HOUR,
        }
    }
}

impl FromStr for Overlap {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|overlap| overlap.as_str() == text).ok_or(())
    }
}

/// A key in the place of another.
#[derive(Debug)]
pub struct RotatedKey {
    pub key: CreatedKey,
    pub name: Name,
    /// When the old one ends.
    pub old_ends: Timestamp,
}

impl Engine {
    /// Makes a key with the name and scopes of another, and lets that one end when the overlap is over.
    /// `NotFound` when it works no more, `Conflict` when another has taken its place already.
    pub async fn rotate_key(&self, actor: &Actor, id: KeyId, overlap: Overlap) -> Result<RotatedKey> {
        require(actor, Permission::ManageKeys)?;
        let (scope, now) = ((actor.account, actor.mode), self.now());
        let (secret, old_ends) = (new_key(actor.mode, &self.make), now.plus_millis(overlap.millis()));
        let engine = self.clone();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let old = api_keys::get(tx, scope, id, now).await?;
                    if !api_keys::end(tx, scope, id, old_ends).await? {
                        return Err(Error::Conflict);
                    }
                    let (mut key, hash) = engine.api_key(old.name, &secret);
                    key.scopes = old.scopes;
                    api_keys::insert(tx, scope, &key, &hash).await?;
                    let name = key.name;
                    Ok(RotatedKey { key: CreatedKey { id: key.id, secret }, name, old_ends })
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::access::Scope;
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    async fn works(world: &World, key: &CreatedKey) -> bool {
        world.engine.authenticate_key(key.secret.expose_secret()).await.is_ok()
    }

    #[tokio::test]
    async fn both_keys_work_until_the_overlap_is_over() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, owner) = (&world.engine, &world.actor);
            for (overlap, lasts) in [
                (Overlap::None, Duration::ZERO),
                (Overlap::Hour, Duration::from_hours(1)),
                (Overlap::default(), Duration::from_hours(24)),
                (Overlap::Week, Duration::from_hours(24 * 7)),
            ] {
                let scopes = vec![Scope::Read, Scope::WriteLinks];
                let old = engine.create_key(owner, "Shop".parse().unwrap(), scopes.clone()).await.unwrap();
                let new = engine.rotate_key(owner, old.id, overlap).await.unwrap().key;
                let listed = engine.list_keys(owner).await.unwrap();
                let successor = listed.iter().find(|key| key.id == new.id).unwrap();
                assert_eq!((successor.name.as_str(), &successor.scopes), ("Shop", &scopes));
                assert_eq!(successor.expires_at, None);
                if lasts > Duration::ZERO {
                    world.clock.advance(lasts.saturating_sub(Duration::from_millis(1)));
                    assert!(works(&world, &old).await, "{overlap:?}");
                    world.clock.advance(Duration::from_millis(1));
                }
                assert!(!works(&world, &old).await, "{overlap:?}");
                assert!(works(&world, &new).await, "{overlap:?}");
                let left = engine.list_keys(owner).await.unwrap();
                assert!(left.iter().all(|key| key.id != old.id), "{overlap:?}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn a_key_gets_one_successor_and_can_still_be_revoked() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, owner) = (&world.engine, &world.actor);
            let old = engine.create_key(owner, "Shop".parse().unwrap(), vec![Scope::Read]).await.unwrap();
            let rotate = || engine.rotate_key(owner, old.id, Overlap::Week);
            let (first, second) = tokio::join!(rotate(), rotate());
            let (done, refused) = if first.is_ok() { (first, second) } else { (second, first) };
            assert!(done.is_ok());
            assert!(matches!(refused, Err(Error::Conflict)));
            engine.revoke_key(owner, old.id).await.unwrap();
            assert!(!works(&world, &old).await);
            assert!(matches!(rotate().await, Err(Error::NotFound(_))));
        })
        .await;
    }

    #[tokio::test]
    async fn nobody_else_rotates_a_key() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let key = engine.create_key(&world.actor, "Shop".parse().unwrap(), Scope::ALL.to_vec()).await;
            let key = key.unwrap();
            for stranger in world.strangers().await {
                let answer = engine.rotate_key(&stranger, key.id, Overlap::None).await;
                assert!(matches!(answer, Err(Error::NotFound(_))));
            }
            let by_key = engine.authenticate_key(key.secret.expose_secret()).await.unwrap();
            let answer = engine.rotate_key(&by_key, key.id, Overlap::None).await;
            assert!(matches!(answer, Err(Error::Forbidden)));
            assert!(works(&world, &key).await);
        })
        .await;
    }
}
