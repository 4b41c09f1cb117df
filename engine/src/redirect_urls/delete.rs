//! Takes redirect URLs out of the register.

use domain::{
    access::{Actor, Permission},
    id::RedirectUrlId,
};

use crate::{Engine, Error, Result, require, store::redirect_urls};

impl Engine {
    /// Takes a URL out of the register. No link can get it any more, and result pages of links that have it
    /// no longer lead there.
    pub async fn delete_redirect_url(&self, actor: &Actor, id: RedirectUrlId) -> Result<()> {
        require(actor, Permission::WriteSettings)?;
        let (account, mode) = (actor.account, actor.mode);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let deleted = redirect_urls::delete(tx, account, mode, id).await?;
                    if deleted { Ok(()) } else { Err(Error::NotFound("redirect URL")) }
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use domain::{Mode, redirect_url::RedirectUrl};

    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    #[tokio::test]
    async fn a_deleted_url_is_gone_and_may_come_back() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let thanks = RedirectUrl::parse("http://localhost:3000/thanks", Mode::Test).unwrap();
            let first = engine.create_redirect_url(actor, thanks.clone()).await.unwrap();
            for stranger in world.strangers().await {
                let deleted = engine.delete_redirect_url(&stranger, first.id).await;
                assert!(matches!(deleted, Err(Error::NotFound(_))));
                let found = engine.get_redirect_url(&stranger, first.id).await;
                assert!(matches!(found, Err(Error::NotFound(_))));
            }
            engine.delete_redirect_url(actor, first.id).await.unwrap();
            let again = engine.delete_redirect_url(actor, first.id).await;
            assert!(matches!(again, Err(Error::NotFound(_))));
            let second = engine.create_redirect_url(actor, thanks).await.unwrap();
            assert_ne!(second.id, first.id);
        })
        .await;
    }
}
