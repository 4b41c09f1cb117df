//! Saves a view.

use domain::access::{Actor, Permission};

use super::{MOST, SavedView};
use crate::{
    Engine, Error, Result, require,
    store::{accounts, saved_views},
};

impl Engine {
    /// Keeps the view under its name, in place of one that had it. Refused beyond [`MOST`] views.
    pub async fn save_view(&self, actor: &Actor, view: SavedView) -> Result<()> {
        require(actor, Permission::WriteLinks)?;
        let (scope, now) = ((actor.account, actor.mode), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, scope.0).await?;
                    saved_views::put(tx, scope, &view, now).await?;
                    if saved_views::list(tx, scope).await?.len() > MOST {
                        let detail = format!("there are {MOST} views already; remove one first");
                        return Err(Error::invalid("name", "too_many_views", detail));
                    }
                    Ok(())
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    fn view(name: &str, query: &str) -> SavedView {
        SavedView { name: name.parse().unwrap(), query: query.to_owned() }
    }

    #[tokio::test]
    async fn a_name_keeps_what_it_was_given_last_and_only_for_its_account_and_mode() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            for (name, query) in [("Due", "sort=expiry"), ("Spring", "q=spring"), ("Due", "status=active")] {
                engine.save_view(actor, view(name, query)).await.unwrap();
            }
            let kept = [view("Due", "status=active"), view("Spring", "q=spring")];
            assert_eq!(engine.list_views(actor).await.unwrap(), kept);
            for stranger in world.strangers().await {
                assert_eq!(engine.list_views(&stranger).await.unwrap(), []);
                engine.delete_view(&stranger, kept[0].name.clone()).await.unwrap();
            }
            engine.delete_view(actor, kept[0].name.clone()).await.unwrap();
            assert_eq!(engine.list_views(actor).await.unwrap(), kept[1..]);
        })
        .await;
    }

    #[tokio::test]
    async fn there_is_an_end_to_views() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            for n in 0..MOST {
                world.engine.save_view(&world.actor, view(&format!("View {n}"), "q=a")).await.unwrap();
            }
            let refused = world.engine.save_view(&world.actor, view("One more", "q=a")).await;
            assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].code == "too_many_views"));
            world.engine.save_view(&world.actor, view("View 3", "q=b")).await.unwrap();
            assert_eq!(world.engine.list_views(&world.actor).await.unwrap().len(), MOST);
        })
        .await;
    }
}
