//! Disables many links at once.

use domain::{
    access::{Actor, Permission},
    id::LinkId,
    link::SettableStatus,
};

use super::{LinkEdit, edit::edit_in};
use crate::{Engine, Error, Result, require};

impl Engine {
    /// Disables these links in one transaction. Those that are used up, expired, deleted or not the actor's
    /// are left alone.
    pub async fn disable_links(&self, actor: &Actor, ids: Vec<LinkId>) -> Result<()> {
        require(actor, Permission::WriteLinks)?;
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    for id in ids {
                        let edit = LinkEdit { status: Some(SettableStatus::Disabled), ..LinkEdit::default() };
                        match edit_in(tx, &make, &actor, id, edit).await {
                            Ok(_) | Err(Error::NotFound(_) | Error::Refused(_)) => {}
                            Err(error) => return Err(error),
                        }
                    }
                    Ok(())
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use domain::link::LinkStatus;

    use crate::testing::{TestDatabase, World, new_link, on_each_database};

    #[tokio::test]
    async fn active_links_of_the_actor_are_disabled_and_the_rest_left_alone() {
        on_each_database(|database: TestDatabase| async move {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let mut ids = Vec::new();
            for _ in 0..4 {
                ids.push(engine.create_link(actor, new_link(1)).await.unwrap().id);
            }
            engine.delete_link(actor, ids[3]).await.unwrap();
            let statuses = async || {
                let mut statuses = Vec::new();
                for id in &ids[..3] {
                    statuses.push(engine.get_link(actor, *id).await.unwrap().status(engine.now()));
                }
                statuses
            };
            for stranger in world.strangers().await {
                engine.disable_links(&stranger, ids.clone()).await.unwrap();
            }
            assert_eq!(statuses().await, [LinkStatus::Active; 3]);
            engine.disable_links(actor, vec![ids[0]]).await.unwrap();
            engine.disable_links(actor, vec![ids[0], ids[1], ids[3]]).await.unwrap();
            assert_eq!(statuses().await, [LinkStatus::Disabled, LinkStatus::Disabled, LinkStatus::Active]);
        })
        .await;
    }
}
