//! Customers whom a link turned away: when, and what its page said.
//!
//! Only a minute, a reason and a number are kept, and of each link only the last minutes in which it happened: a
//! crowd at a closed door fills no database, and nothing tells who was in it. What they had typed is not kept: a
//! person who could not pay has given the merchant nothing.

use std::str::FromStr;

use domain::{
    Timestamp,
    access::{Actor, Permission},
    id::LinkId,
};

use crate::{Engine, Error, Result, require, store};

const MINUTE_MILLIS: i64 = 60_000;

/// What the page said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turning {
    /// Every place was being paid for.
    Full,
    Disabled,
    Expired,
    Used,
}

impl Turning {
    const ALL: [Self; 4] = [Self::Full, Self::Disabled, Self::Expired, Self::Used];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Disabled => "disabled",
            Self::Expired => "expired",
            Self::Used => "used",
        }
    }
}

impl FromStr for Turning {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|reason| reason.as_str() == text);
        found.ok_or_else(|| Error::internal("unknown reason for turning away"))
    }
}

/// A kind of refusal in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turned {
    /// Minutes since 1970.
    pub minute: i64,
    pub reason: Turning,
    /// Pay was pressed; otherwise the page was opened.
    pub pressed: bool,
}

/// So many were turned away in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurnedAway {
    pub turned: Turned,
    pub times: u64,
}

impl TurnedAway {
    /// When the minute began.
    pub const fn at(&self) -> Timestamp {
        Timestamp::from_millis(self.turned.minute * MINUTE_MILLIS)
    }
}

impl Engine {
    /// Whom a link has turned away of late, the latest first.
    pub async fn turned_away(&self, actor: &Actor, id: LinkId) -> Result<Vec<TurnedAway>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        if !store::links::is_of(&mut connection, (actor.account, actor.mode, id)).await? {
            return Err(Error::NotFound("payment link"));
        }
        store::link_refusals::latest(&mut connection, id).await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::Refusal;

    use super::*;
    use crate::{
        links::Visits,
        testing::{World, new_link, on_each_database},
    };

    async fn told(world: &World, link: LinkId) -> Vec<(Turning, bool, u64)> {
        world.engine.tasks.close();
        world.engine.tasks.wait().await;
        let latest = world.engine.turned_away(&world.actor, link).await.unwrap();
        latest.into_iter().map(|one| (one.turned.reason, one.turned.pressed, one.times)).collect()
    }

    #[tokio::test]
    async fn a_crowd_is_a_number_in_a_minute_with_its_reason() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap().id;
            world.engine.count_visit(link, Visits::opened(None));
            for _ in 0..180 {
                world.engine.count_visit(link, Visits::refused(Refusal::LinkFull));
            }
            world.clock.advance(Duration::from_mins(1));
            world.engine.count_visit(link, Visits::opened(Some(Refusal::LinkExpired)));
            assert_eq!(told(&world, link).await, [(Turning::Expired, false, 1), (Turning::Full, true, 180)]);
            for stranger in world.strangers().await {
                assert!(matches!(world.engine.turned_away(&stranger, link).await, Err(Error::NotFound(_))));
            }
        })
        .await;
    }

    #[tokio::test]
    async fn only_the_last_minutes_of_a_link_are_kept() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap().id;
            for _ in 0..130 {
                world.engine.count_visit(link, Visits::refused(Refusal::LinkDisabled));
                world.clock.advance(Duration::from_mins(1));
            }
            assert_eq!(told(&world, link).await.len(), 100);
            let first = world.engine.turned_away(&world.actor, link).await.unwrap()[0];
            assert_eq!(world.engine.now().since(first.at()), MINUTE_MILLIS);
        })
        .await;
    }
}
