//! Disables many links at once.

use domain::{
    access::{Actor, Permission},
    id::LinkId,
    link::SettableStatus,
};

use super::{LinkEdit, edit::edit_in};
use crate::{Engine, Error, Result, require, store};

impl Engine {
    /// Disables these links, all or none of them, and answers how many were active. Those that are used up,
    /// expired, deleted or not the actor's are left alone.
    pub async fn disable_links(&self, actor: &Actor, ids: Vec<LinkId>) -> Result<usize> {
        require(actor, Permission::WriteLinks)?;
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let mut disabled = 0;
                    for id in ids {
                        let edit = LinkEdit { status: Some(SettableStatus::Disabled), ..LinkEdit::default() };
                        let before = store::links::find(tx, actor.account, actor.mode, id).await?;
                        match edit_in(tx, &make, &actor, id, edit).await {
                            Ok(link) => disabled += usize::from(before.is_some_and(|before| before != link)),
                            Err(Error::NotFound(_) | Error::Refused(_)) => {}
                            Err(error) => return Err(error),
                        }
                    }
                    Ok(disabled)
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
            for stranger in world.strangers().await {
                assert_eq!(engine.disable_links(&stranger, ids.clone()).await.unwrap(), 0);
            }
            assert_eq!(engine.disable_links(actor, vec![ids[0]]).await.unwrap(), 1);
            let all = [&ids[..2], &ids[3..]].concat();
            assert_eq!(engine.disable_links(actor, all).await.unwrap(), 1);
            let mut statuses = Vec::new();
            for id in &ids[..3] {
                statuses.push(engine.get_link(actor, *id).await.unwrap().status(engine.now()));
            }
            assert_eq!(statuses, [LinkStatus::Disabled, LinkStatus::Disabled, LinkStatus::Active]);
        })
        .await;
    }
}
