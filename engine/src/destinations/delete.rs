//! Deletes destinations.

use domain::{
    access::{Actor, Permission},
    id::DestinationId,
};

use crate::{
    Engine, Error, Result, require,
    store::{accounts, destinations},
};

impl Engine {
    /// Takes a destination out of use for new links; those made with it keep it, for their terms are fixed.
    /// The default can only go last (`Invalid`): where money goes by default is chosen, never slipped into.
    pub async fn delete_destination(&self, actor: &Actor, id: DestinationId) -> Result<()> {
        require(actor, Permission::WriteSettings)?;
        let (account, mode, now) = (actor.account, actor.mode, self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, account).await?;
                    let destination = destinations::get(tx, account, mode, id).await?;
                    if destination.is_default && destinations::count(tx, account, mode).await? > 1 {
                        let detail = "make another destination the default first";
                        return Err(Error::invalid("id", "default_required", detail));
                    }
                    destinations::delete(tx, account, mode, (id, now)).await
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::PageRequest,
        testing::{TestDatabase, World, new_destination, on_each_database},
    };

    #[tokio::test]
    async fn the_default_goes_last() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor, default) = (&world.engine, &world.actor, world.destination);
            let other = engine.create_destination(actor, new_destination("Other")).await.unwrap().id;
            let early = engine.delete_destination(actor, default).await;
            assert!(matches!(early, Err(Error::Invalid(_))));
            engine.delete_destination(actor, other).await.unwrap();
            assert!(matches!(engine.get_destination(actor, other).await, Err(Error::NotFound(_))));
            assert!(matches!(engine.delete_destination(actor, other).await, Err(Error::NotFound(_))));
            engine.delete_destination(actor, default).await.unwrap();
            let page = engine.list_destinations(actor, &PageRequest::default()).await.unwrap();
            assert_eq!(page.items, []);
            let next = engine.create_destination(actor, new_destination("Next")).await.unwrap();
            assert!(next.is_default);
        })
        .await;
    }

    #[tokio::test]
    async fn strangers_find_nothing_to_see_or_delete() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            for stranger in world.strangers().await {
                let found = world.engine.get_destination(&stranger, world.destination).await;
                assert!(matches!(found, Err(Error::NotFound(_))));
                let deleted = world.engine.delete_destination(&stranger, world.destination).await;
                assert!(matches!(deleted, Err(Error::NotFound(_))));
            }
            assert!(world.engine.get_destination(&world.actor, world.destination).await.is_ok());
        })
        .await;
    }
}
