//! Changes destinations: their name, bank type, and which one is the default.

use domain::{
    access::{Actor, Permission},
    destination::BankType,
    id::DestinationId,
    text::Name,
};

use super::Destination;
use crate::{
    Engine, Error, Result, require,
    store::{accounts, destinations},
};

/// What to change; `None` leaves a field as it is, `Some(None)` removes it. The account itself never changes: create another.
#[derive(Clone, Debug, Default)]
pub struct DestinationEdit {
    pub name: Option<Name>,
    pub bank_type: Option<Option<BankType>>,
    /// `true` makes it the default instead of the one that is.
    pub is_default: Option<bool>,
}

impl DestinationEdit {
    /// The destination after the change; `Invalid` when it would leave the account without a default.
    fn apply(self, current: &Destination) -> Result<Destination> {
        if current.is_default && self.is_default == Some(false) {
            let detail = "make another destination the default instead";
            return Err(Error::invalid("is_default", "default_required", detail));
        }
        let bank_type = self.bank_type.unwrap_or(current.bank_type);
        if self.is_default == Some(true) {
            super::check_default(bank_type)?;
        }
        Ok(Destination {
            name: self.name.unwrap_or_else(|| current.name.clone()),
            bank_type,
            is_default: self.is_default.unwrap_or(current.is_default),
            ..current.clone()
        })
    }
}

impl Engine {
    /// Changes a destination and answers what it is now.
    pub async fn update_destination(
        &self,
        actor: &Actor,
        id: DestinationId,
        edit: DestinationEdit,
    ) -> Result<Destination> {
        require(actor, Permission::WriteSettings)?;
        let (account, mode, now) = (actor.account, actor.mode, self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, account).await?;
                    let current = destinations::get(tx, account, mode, id).await?;
                    let mut edited = edit.apply(&current)?;
                    if edited == current {
                        return Ok(current);
                    }
                    if edited.is_default && !current.is_default {
                        destinations::clear_default(tx, account, mode, now).await?;
                    }
                    edited.updated_at = now;
                    destinations::update(tx, account, mode, &edited).await?;
                    Ok(edited)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        page::PageRequest,
        testing::{TestDatabase, World, new_destination, on_each_database},
    };

    fn make_default() -> DestinationEdit {
        DestinationEdit { is_default: Some(true), ..DestinationEdit::default() }
    }

    #[tokio::test]
    async fn what_is_not_named_stays() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor, id) = (&world.engine, &world.actor, world.destination);
            let before = engine.get_destination(actor, id).await.unwrap();
            world.clock.advance(Duration::from_secs(1));
            let same = engine.update_destination(actor, id, DestinationEdit::default()).await.unwrap();
            assert_eq!(same, before);
            let edit = DestinationEdit {
                name: Some("Savings".parse().unwrap()),
                bank_type: Some(None),
                is_default: None,
            };
            let after = engine.update_destination(actor, id, edit).await.unwrap();
            let expected = Destination {
                name: "Savings".parse().unwrap(),
                bank_type: None,
                updated_at: engine.now(),
                ..before
            };
            assert_eq!(after, expected);
            assert_eq!(engine.get_destination(actor, id).await.unwrap(), expected);
        })
        .await;
    }

    #[tokio::test]
    async fn the_default_moves_and_is_never_just_dropped() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let mut ids = vec![world.destination];
            for name in ["Second", "Third"] {
                ids.push(engine.create_destination(actor, new_destination(name)).await.unwrap().id);
            }
            let drop_it = DestinationEdit { is_default: Some(false), ..DestinationEdit::default() };
            let dropped = engine.update_destination(actor, ids[0], drop_it.clone()).await;
            assert!(matches!(dropped, Err(Error::Invalid(_))));
            assert!(engine.update_destination(actor, ids[1], drop_it).await.is_ok());

            let moves = ids.iter().map(|id| engine.update_destination(actor, *id, make_default()));
            let moved = futures_util::future::join_all(moves).await;
            assert!(moved.iter().all(Result::is_ok));
            let page = engine.list_destinations(actor, &PageRequest::default()).await.unwrap();
            assert_eq!(page.items.iter().filter(|destination| destination.is_default).count(), 1);
        })
        .await;
    }

    #[tokio::test]
    async fn strangers_find_nothing_to_change() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            for stranger in world.strangers().await {
                let changed =
                    world.engine.update_destination(&stranger, world.destination, make_default()).await;
                assert!(matches!(changed, Err(Error::NotFound(_))));
            }
        })
        .await;
    }
}
