//! Creates destinations.

use domain::{
    access::{Actor, Permission},
    destination::{AccountNumber, BankType, Country},
    id::DestinationId,
    text::Name,
};

use super::Destination;
use crate::{
    Engine, Result, require,
    store::{accounts, destinations},
};

/// What a merchant says about a new destination.
#[derive(Clone, Debug)]
pub struct NewDestination {
    pub name: Name,
    /// The account's holder as its bank knows it.
    pub holder: Name,
    pub number: AccountNumber,
    pub country: Country,
    pub bank_type: Option<BankType>,
    /// Makes it the default instead of the one that is. The first is the default in any case.
    pub is_default: bool,
}

impl Engine {
    /// Creates a destination for the actor's account and mode; the first becomes the default. `Invalid` when
    /// it is to be the default and no link could use it.
    pub async fn create_destination(&self, actor: &Actor, new: NewDestination) -> Result<Destination> {
        require(actor, Permission::WriteSettings)?;
        if new.is_default {
            super::check_default(new.bank_type)?;
        }
        let now = self.now();
        let mut destination = Destination {
            id: DestinationId::from_uuid(self.make.uuid()),
            name: new.name,
            holder: new.holder,
            number: new.number,
            country: new.country,
            bank_type: new.bank_type,
            is_default: new.is_default,
            created_at: now,
            updated_at: now,
        };
        let (account, mode) = (actor.account, actor.mode);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, account).await?;
                    if destination.is_default {
                        destinations::clear_default(tx, account, mode, now).await?;
                    } else {
                        let default = destinations::find_default(tx, account, mode).await?;
                        destination.is_default = default.is_none();
                    }
                    destinations::insert(tx, account, mode, &destination).await?;
                    Ok(destination)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use domain::{Mode, access::Role, access::Who};

    use super::*;
    use crate::{
        Error,
        page::PageRequest,
        testing::{TestDatabase, World, new_destination, on_each_database},
    };

    #[tokio::test]
    async fn the_first_becomes_the_default_and_another_may_replace_it() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let engine = &world.engine;
            let live = Actor { mode: Mode::Live, ..world.actor.clone() };
            let first = engine.create_destination(&live, new_destination("First")).await.unwrap();
            assert!(first.is_default);
            let second = engine.create_destination(&live, new_destination("Second")).await.unwrap();
            assert!(!second.is_default);
            let new = NewDestination { is_default: true, ..new_destination("Third") };
            let third = engine.create_destination(&live, new).await.unwrap();
            assert!(third.is_default);
            assert!(!engine.get_destination(&live, first.id).await.unwrap().is_default);
            let page = engine.list_destinations(&live, &PageRequest::default()).await.unwrap();
            let ids: Vec<_> = page.items.iter().map(|destination| destination.id).collect();
            assert_eq!(ids, [third.id, second.id, first.id]);
        })
        .await;
    }

    #[tokio::test]
    async fn of_defaults_made_at_once_one_remains() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let live = Actor { mode: Mode::Live, ..world.actor.clone() };
            let create = |n: usize| {
                let new =
                    NewDestination { is_default: n.is_multiple_of(2), ..new_destination("One of many") };
                world.engine.create_destination(&live, new)
            };
            // In the first round connections are opened one by one; the later ones race.
            for _ in 0..3 {
                let created = futures_util::future::join_all((0..8).map(create)).await;
                assert!(created.iter().all(Result::is_ok));
            }
            let page = world.engine.list_destinations(&live, &PageRequest::default()).await.unwrap();
            assert_eq!(page.items.len(), 24);
            let defaults = page.items.iter().filter(|destination| destination.is_default);
            assert_eq!(defaults.count(), 1);
        })
        .await;
    }

    #[tokio::test]
    async fn a_member_does_not_change_where_money_goes() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let Who::User { id, .. } = world.actor.who else { panic!("the owner is a user") };
        let member = Actor { who: Who::User { id, role: Role::Member }, ..world.actor.clone() };
        let created = world.engine.create_destination(&member, new_destination("Mine")).await;
        assert!(matches!(created, Err(Error::Forbidden)));
        let deleted = world.engine.delete_destination(&member, world.destination).await;
        assert!(matches!(deleted, Err(Error::Forbidden)));
    }
}
