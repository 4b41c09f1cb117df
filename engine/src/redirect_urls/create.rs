//! Registers redirect URLs.

use domain::{
    access::{Actor, Permission},
    id::RedirectUrlId,
    redirect_url::RedirectUrl,
};

use super::RegisteredUrl;
use crate::{
    Engine, Error, Result, require,
    store::{accounts, redirect_urls},
};

impl Engine {
    /// Registers a URL for the actor's account and mode, for which it was parsed. One that is registered
    /// already is answered as it is.
    pub async fn create_redirect_url(&self, actor: &Actor, url: RedirectUrl) -> Result<RegisteredUrl> {
        require(actor, Permission::WriteSettings)?;
        let registered = RegisteredUrl {
            id: RedirectUrlId::from_uuid(self.make.uuid()),
            url: url.as_str().to_owned(),
            created_at: self.now(),
        };
        let (account, mode) = (actor.account, actor.mode);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, account).await?;
                    redirect_urls::insert(tx, account, mode, &registered).await?;
                    // Gone when another server deletes it at this moment.
                    redirect_urls::find_by_url(tx, account, mode, &registered.url)
                        .await?
                        .ok_or(Error::Conflict)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use domain::{Mode, access::Scope, access::Who, id::KeyId};

    use super::*;
    use crate::{
        page::PageRequest,
        testing::{TestDatabase, World, on_each_database},
    };

    fn thanks() -> RedirectUrl {
        RedirectUrl::parse("https://shop.example/thanks", Mode::Live).unwrap()
    }

    #[tokio::test]
    async fn a_url_is_registered_once_however_often_it_is_sent() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let creations = (0..8).map(|_| engine.create_redirect_url(actor, thanks()));
            let created = futures_util::future::try_join_all(creations).await.unwrap();
            assert!(created.iter().all(|url| *url == created[0]));
            let page = engine.list_redirect_urls(actor, &PageRequest::default()).await.unwrap();
            assert_eq!(page.items, created[..1]);
            assert_eq!(engine.get_redirect_url(actor, created[0].id).await.unwrap(), created[0]);
        })
        .await;
    }

    #[tokio::test]
    async fn the_register_needs_its_scope() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let id = KeyId::from_uuid(world.engine.make.uuid());
        let scopes = vec![Scope::Read, Scope::WriteLinks];
        let key = Actor { who: Who::Key { id, scopes }, ..world.actor.clone() };
        let created = world.engine.create_redirect_url(&key, thanks()).await;
        assert!(matches!(created, Err(Error::Forbidden)));
        assert!(world.engine.list_redirect_urls(&key, &PageRequest::default()).await.is_ok());
    }
}
