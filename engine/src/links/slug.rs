//! Says whether a slug can still be chosen.

use domain::{
    access::{Actor, Permission},
    slug::Slug,
};

use crate::{Engine, Result, require, store};

impl Engine {
    /// Whether no link has this slug: of any account and mode, deleted or not, for all share one address.
    /// Nothing else is told, and only who may make links is: anybody can open the address and see as much.
    /// Another may take it at any moment, so making the link has the last word.
    pub async fn is_slug_free(&self, actor: &Actor, slug: &Slug) -> Result<bool> {
        require(actor, Permission::WriteLinks)?;
        let mut connection = self.db.read().await?;
        Ok(store::links::find_by_slug(&mut connection, slug.as_str()).await?.is_none())
    }
}

#[cfg(test)]
mod tests {
    use domain::{access::Role, access::Who};

    use super::*;
    use crate::{
        Error,
        testing::{TestDatabase, World, new_link, on_each_database},
    };

    #[tokio::test]
    async fn a_slug_is_taken_for_every_account_and_mode_and_for_good() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, slug) = (&world.engine, "spring-fair".parse::<Slug>().unwrap());
            let everyone: Vec<_> = [world.actor.clone()].into_iter().chain(world.strangers().await).collect();
            for actor in &everyone {
                assert!(engine.is_slug_free(actor, &slug).await.unwrap());
            }
            let new = crate::links::NewLink { slug: Some(slug.clone()), ..new_link(1) };
            let link = engine.create_link(&world.actor, new).await.unwrap();
            for actor in &everyone {
                assert!(!engine.is_slug_free(actor, &slug).await.unwrap());
            }
            engine.delete_link(&world.actor, link.id).await.unwrap();
            assert!(!engine.is_slug_free(&world.actor, &slug).await.unwrap());
            assert!(engine.is_slug_free(&world.actor, &"spring-fai".parse().unwrap()).await.unwrap());
        })
        .await;
    }

    #[tokio::test]
    async fn who_makes_no_links_is_told_nothing() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let Who::User { id, .. } = world.actor.who else { panic!("the owner is a user") };
        let viewer = Actor { who: Who::User { id, role: Role::Viewer }, ..world.actor.clone() };
        let told = world.engine.is_slug_free(&viewer, &"spring-fair".parse().unwrap()).await;
        assert!(matches!(told, Err(Error::Forbidden)));
    }
}
