//! Lets another link take the place of one that is used up or has expired, so that an address that was
//! printed and sent goes on taking payments.

use domain::{
    access::{Actor, Permission},
    event::EventType,
    id::LinkId,
};

use super::{Link, LinkOverrides, PublicLink, author, duplicate::copy_in};
use crate::{
    Engine, Error, Result,
    events::{Event, Subject},
    require, store,
    store::db::Tx,
};

/// How many links an address leads through at the most.
const FURTHEST: usize = 20;

impl Engine {
    /// Creates a link like one that is used up or expired, and lets the old address lead to it. Refused for
    /// a link that still takes payments (`link_not_terminal`) or has a successor, and like
    /// [`Engine::duplicate_link`]. One whose successor was deleted may have another.
    pub async fn succeed_link(&self, actor: &Actor, id: LinkId, overrides: LinkOverrides) -> Result<Link> {
        require(actor, Permission::WriteLinks)?;
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let old = store::links::find(tx, actor.account, actor.mode, id)
                        .await?
                        .ok_or(Error::NotFound("payment link"))?;
                    old.lifecycle.succeed(make.now())?;
                    if let Some(successor) = old.successor_id
                        && store::links::find(tx, actor.account, actor.mode, successor).await?.is_some()
                    {
                        return Err(Error::Conflict);
                    }
                    let overrides = mended(tx, &actor, &old, overrides).await?;
                    let new = copy_in(tx, &make, &actor, &old, overrides).await?;
                    store::links::set_successor(tx, &old, new.id).await?;
                    let mut subject = Subject::link(&old, make.now())?;
                    subject.changed = Some(vec!["successor_id"]);
                    Event::new(&make, EventType::LinkUpdated, subject, &author(&actor)).append(tx).await?;
                    Ok(new)
                })
            })
            .await
    }

    /// Where the address of a link that is over leads: the last of its successors, unless that was deleted.
    pub async fn successor(&self, public: &PublicLink) -> Result<Option<Link>> {
        let mut connection = self.db.read().await?;
        let mut last = None;
        let over = &public.link.lifecycle;
        let leads = over.deleted_at.is_none() && over.succeed(self.now()).is_ok();
        let mut next = public.link.successor_id.filter(|_| leads);
        for _ in 0..FURTHEST {
            let Some(id) = next else { break };
            let scope = (public.link.account, public.link.mode);
            let Some(link) = store::links::find(&mut connection, scope.0, scope.1, id).await? else { break };
            next = link.successor_id;
            last = Some(link);
        }
        Ok(last)
    }
}

/// What the old link has and no new one may have any more makes way: its destination for the default one, URLs
/// that left the register and a customer who was deleted for none.
async fn mended(
    tx: &mut Tx,
    actor: &Actor,
    old: &Link,
    mut overrides: LinkOverrides,
) -> Result<LinkOverrides> {
    let (account, mode) = (actor.account, actor.mode);
    if overrides.destination_id.is_none()
        && store::destinations::find(tx, account, mode, old.destination_id).await?.is_none()
        && let Some(default) = store::destinations::find_default(tx, account, mode).await?
    {
        overrides.destination_id = Some(default.id);
    }
    if let (None, Some(url)) = (&overrides.redirect_url, &old.redirect_url)
        && !store::redirect_urls::is_registered(tx, account, mode, url).await?
    {
        overrides.redirect_url = Some(None);
    }
    if let (None, Some(url)) = (&overrides.cancel_url, &old.cancel_url)
        && !store::redirect_urls::is_registered(tx, account, mode, url).await?
    {
        overrides.cancel_url = Some(None);
    }
    if let (None, Some(customer)) = (&overrides.customer_id, old.customer_id)
        && store::customers::find(tx, (account, mode), customer).await?.is_none()
    {
        overrides.customer_id = Some(None);
    }
    Ok(overrides)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::{Refusal, link::LinkStatus, redirect_url::RedirectUrl};

    use super::*;
    use crate::{
        links::NewLink,
        testing::{TestDatabase, World, new_link, on_each_database},
    };

    async fn expired(world: &World) -> Link {
        let expires_at = Some(world.engine.now().plus_millis(1));
        let new = NewLink { expires_at, slug: "spring".parse().ok(), ..new_link(7) };
        let link = world.engine.create_link(&world.actor, new).await.unwrap();
        world.clock.advance(Duration::from_secs(1));
        link
    }

    async fn leads_to(world: &World, slug: &str) -> Option<LinkId> {
        let public = world.engine.public_link(slug).await.unwrap().unwrap();
        world.engine.successor(&public).await.unwrap().map(|link| link.id)
    }

    #[tokio::test]
    async fn an_old_address_leads_to_the_last_successor_that_is_there() {
        on_each_database(|database: TestDatabase| async move {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let first = expired(&world).await;
            let soon = Some(engine.now().plus_millis(60_000));
            let overrides = LinkOverrides { expires_at: Some(soon), ..LinkOverrides::default() };
            let second = engine.succeed_link(actor, first.id, overrides).await.unwrap();
            assert_eq!((second.slots.max_usages, second.status(engine.now())), (7, LinkStatus::Active));
            assert_eq!(leads_to(&world, "spring").await, Some(second.id));
            assert_eq!(leads_to(&world, &second.slug).await, None);
            world.clock.advance(Duration::from_mins(2));
            let third = engine.succeed_link(actor, second.id, LinkOverrides::default()).await.unwrap();
            assert_eq!(leads_to(&world, "spring").await, Some(third.id));
            // A successor that is deleted makes room for another.
            engine.delete_link(actor, third.id).await.unwrap();
            let fourth = engine.succeed_link(actor, second.id, LinkOverrides::default()).await.unwrap();
            assert_eq!(leads_to(&world, "spring").await, Some(fourth.id));
        })
        .await;
    }

    #[tokio::test]
    async fn what_left_the_register_stands_in_no_successors_way() {
        on_each_database(|database: TestDatabase| async move {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let url = RedirectUrl::parse("http://localhost:3000/thanks", actor.mode).unwrap();
            let registered = engine.create_redirect_url(actor, url.clone()).await.unwrap();
            let expires_at = Some(engine.now().plus_millis(1));
            let new = NewLink { expires_at, redirect_url: Some(url), ..new_link(1) };
            let old = engine.create_link(actor, new).await.unwrap();
            world.clock.advance(Duration::from_secs(1));
            engine.delete_redirect_url(actor, registered.id).await.unwrap();
            let new = engine.succeed_link(actor, old.id, LinkOverrides::default()).await.unwrap();
            assert_eq!((new.redirect_url, new.destination_id), (None, old.destination_id));
        })
        .await;
    }

    #[tokio::test]
    async fn only_what_is_over_has_a_successor_and_only_one() {
        on_each_database(|database: TestDatabase| async move {
            let world = World::new(&database).await;
            let (engine, actor) = (&world.engine, &world.actor);
            let active = engine.create_link(actor, new_link(1)).await.unwrap();
            let refused = engine.succeed_link(actor, active.id, LinkOverrides::default()).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::LinkNotTerminal))));
            let over = expired(&world).await;
            for stranger in world.strangers().await {
                let refused = engine.succeed_link(&stranger, over.id, LinkOverrides::default()).await;
                assert!(matches!(refused, Err(Error::NotFound(_))));
            }
            let both = futures_util::future::join(
                engine.succeed_link(actor, over.id, LinkOverrides::default()),
                engine.succeed_link(actor, over.id, LinkOverrides::default()),
            );
            let (one, other) = both.await;
            assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|made| **made).count(), 1);
        })
        .await;
    }
}
