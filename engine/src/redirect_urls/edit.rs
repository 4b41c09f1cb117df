//! Changes registered redirect URLs.

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
    /// Puts another URL in the place of a registered one and answers the entry. For links that have the old
    /// URL this is as if it was deleted. `Invalid` when the new one has an entry of its own.
    pub async fn update_redirect_url(
        &self,
        actor: &Actor,
        id: RedirectUrlId,
        url: RedirectUrl,
    ) -> Result<RegisteredUrl> {
        require(actor, Permission::WriteSettings)?;
        let (account, mode) = (actor.account, actor.mode);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    accounts::take_turn(tx, account).await?;
                    let current = redirect_urls::find(tx, account, mode, id).await?;
                    let current = current.ok_or(Error::NotFound("redirect URL"))?;
                    match redirect_urls::find_by_url(tx, account, mode, url.as_str()).await? {
                        Some(same) if same.id == id => return Ok(same),
                        Some(other) => {
                            let detail = format!("this URL is registered already, as {}", other.id);
                            return Err(Error::invalid("url", "already_registered", detail));
                        }
                        None => {}
                    }
                    let edited = RegisteredUrl { url: url.as_str().to_owned(), ..current.clone() };
                    redirect_urls::update(tx, account, mode, &current, &edited.url).await?;
                    Ok(edited)
                })
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use domain::Mode;

    use super::*;
    use crate::{
        page::PageRequest,
        testing::{TestDatabase, World, on_each_database},
    };

    fn page(path: &str) -> RedirectUrl {
        RedirectUrl::parse(&format!("https://shop.example/{path}"), Mode::Live).unwrap()
    }

    #[tokio::test]
    async fn an_entry_takes_another_url_but_not_one_that_has_its_own() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let first = engine.create_redirect_url(actor, page("thanks")).await.unwrap();
            let second = engine.create_redirect_url(actor, page("sorry")).await.unwrap();
            for stranger in world.strangers().await {
                let edited = engine.update_redirect_url(&stranger, first.id, page("evil")).await;
                assert!(matches!(edited, Err(Error::NotFound(_))));
            }
            let edited = engine.update_redirect_url(actor, first.id, page("welcome")).await.unwrap();
            assert_eq!((edited.id, edited.url.as_str()), (first.id, "https://shop.example/welcome"));
            assert_eq!(engine.get_redirect_url(actor, first.id).await.unwrap(), edited);
            let again = engine.update_redirect_url(actor, first.id, page("welcome")).await.unwrap();
            assert_eq!(again, edited);
            let taken = engine.update_redirect_url(actor, second.id, page("welcome")).await;
            assert!(matches!(taken, Err(Error::Invalid(errors)) if errors[0].code == "already_registered"));
        })
        .await;
    }

    #[tokio::test]
    async fn the_same_url_for_two_entries_at_once_goes_to_one() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let first = engine.create_redirect_url(actor, page("1")).await.unwrap();
            let second = engine.create_redirect_url(actor, page("2")).await.unwrap();
            let (one, other, made) = tokio::join!(
                engine.update_redirect_url(actor, first.id, page("3")),
                engine.update_redirect_url(actor, second.id, page("3")),
                engine.create_redirect_url(actor, page("3")),
            );
            let list = engine.list_redirect_urls(actor, &PageRequest::default()).await.unwrap();
            let entries = list.items.iter().filter(|entry| entry.url.ends_with("/3")).count();
            assert_eq!((entries, made.is_ok()), (1, true));
            for refused in [one, other].into_iter().filter_map(Result::err) {
                assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
            }
        })
        .await;
    }
}
