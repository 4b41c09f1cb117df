//! Creates a payment link.

use domain::{
    Refusal, Timestamp,
    access::{Actor, Permission},
    event::EventType,
    id::{CustomerId, DestinationId, LinkId},
    link::{Lifecycle, Slots},
    redirect_url::RedirectUrl,
    slug::Slug,
};

use super::{Link, NewLink, author, faults::Faults};
use crate::{
    Engine, Error, Maker, Result,
    events::{Event, Subject},
    require, store,
    store::db::Tx,
};

impl Engine {
    /// Creates a link and records `payment_link.created`. Refused: `expires_at` in the past, a
    /// destination that is unknown or has no bank type, an unregistered redirect URL, an unknown customer, a taken
    /// slug; several of them at once are each named.
    pub async fn create_link(&self, actor: &Actor, new: NewLink) -> Result<Link> {
        require(actor, Permission::WriteLinks)?;
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db.write(move |tx| Box::pin(async move { create_in(tx, &make, &actor, new).await })).await
    }
}

/// Creates within the caller's transaction.
pub(super) async fn create_in(tx: &mut Tx, make: &Maker, actor: &Actor, new: NewLink) -> Result<Link> {
    let mut faults = Faults::default();
    let destination = faults.keep(usable_destination(tx, actor, new.destination_id).await)?;
    faults.keep(check_slug(tx, new.slug.as_ref()).await)?;
    faults.keep(check_expiry(new.expires_at, make.now()))?;
    faults.keep(check_registered(tx, actor, "redirect_url", new.redirect_url.as_ref()).await)?;
    faults.keep(check_registered(tx, actor, "cancel_url", new.cancel_url.as_ref()).await)?;
    faults.keep(check_customer(tx, actor, new.customer_id).await)?;
    faults.finish()?;
    let destination = destination.ok_or_else(|| Error::internal("a link needs a destination"))?;
    let link = new_link(make, actor, new, destination)?;
    if !store::links::insert(tx, &link).await? {
        return Err(slug_taken());
    }
    Event::new(make, EventType::LinkCreated, Subject::link(&link, make.now())?, &author(actor))
        .append(tx)
        .await?;
    Ok(link)
}

fn new_link(make: &Maker, actor: &Actor, new: NewLink, destination_id: DestinationId) -> Result<Link> {
    let slug = match new.slug {
        Some(slug) => slug,
        None => {
            Slug::from_random(&make.bytes::<64>()).ok_or_else(|| Error::internal("randomness ran out"))?
        }
    };
    let now = make.now();
    Ok(Link {
        id: LinkId::from_uuid(make.uuid()),
        account: actor.account,
        mode: actor.mode,
        slug: slug.to_string(),
        name: new.name.map(|name| name.to_string()),
        title: new.title.map(|title| title.to_string()),
        description: new.description.map(|description| description.to_string()),
        money: new.money,
        reference: new.reference.to_string(),
        destination_id,
        identifiers: new.identifiers,
        slots: Slots { max_usages: new.max_usages, started: 0, completed: 0 },
        lifecycle: Lifecycle { expires_at: new.expires_at, ..Lifecycle::default() },
        redirect_url: new.redirect_url.map(|url| url.to_string()),
        cancel_url: new.cancel_url.map(|url| url.to_string()),
        customer_id: new.customer_id,
        metadata: new.metadata,
        successor_id: None,
        created_at: now,
        updated_at: now,
    })
}

/// The destination that was named, or the default one; refused when it is not ready to be paid to.
async fn usable_destination(tx: &mut Tx, actor: &Actor, id: Option<DestinationId>) -> Result<DestinationId> {
    const PARAM: &str = "payment_details.destination_id";
    let (account, mode) = (actor.account, actor.mode);
    let found = match id {
        Some(id) => store::destinations::find(tx, account, mode, id)
            .await?
            .ok_or_else(|| Error::invalid(PARAM, "not_found", "there is no such destination in this mode")),
        None => store::destinations::find_default(tx, account, mode)
            .await?
            .ok_or_else(|| Error::invalid(PARAM, "missing", "create a destination first, or name one")),
    };
    let destination = found?;
    if destination.bank_type.is_none() {
        return Err(Error::refused(PARAM, Refusal::DestinationNotReady));
    }
    Ok(destination.id)
}

fn slug_taken() -> Error {
    Error::refused("slug", Refusal::SlugTaken)
}

/// Refuses a slug that a link has. Another may take it at the same moment, so inserting has the last word.
async fn check_slug(tx: &mut Tx, slug: Option<&Slug>) -> Result<()> {
    match slug {
        Some(slug) if store::links::find_by_slug(tx, slug.as_str()).await?.is_some() => Err(slug_taken()),
        _ => Ok(()),
    }
}

fn check_expiry(expires_at: Option<Timestamp>, now: Timestamp) -> Result<()> {
    match expires_at {
        Some(expires) if expires <= now => {
            Err(Error::invalid("expires_at", "in_the_past", "choose a time in the future"))
        }
        _ => Ok(()),
    }
}

/// Refuses a customer who is not on record in the actor's account and mode.
async fn check_customer(tx: &mut Tx, actor: &Actor, id: Option<CustomerId>) -> Result<()> {
    match id {
        Some(id) if store::customers::find(tx, (actor.account, actor.mode), id).await?.is_none() => {
            Err(Error::invalid("customer_id", "not_found", "there is no such customer in this mode"))
        }
        _ => Ok(()),
    }
}

/// Refuses a URL that is not registered for the actor's account and mode.
pub(super) async fn check_registered(
    tx: &mut Tx,
    actor: &Actor,
    param: &'static str,
    url: Option<&RedirectUrl>,
) -> Result<()> {
    match url {
        Some(url)
            if !store::redirect_urls::is_registered(tx, actor.account, actor.mode, url.as_str()).await? =>
        {
            Err(Error::refused(param, Refusal::RedirectUrlNotRegistered))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::testing::{TestDatabase, World, new_link, on_each_database};

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_many_that_want_a_slug_at_once_one_gets_it() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            for slug in ["spring", "summer", "autumn", "winter"] {
                let new = || NewLink { slug: slug.parse().ok(), ..new_link(1) };
                let all = join_all((0..8).map(|_| world.engine.create_link(&world.actor, new()))).await;
                let (made, refused): (Vec<_>, Vec<_>) = all.into_iter().partition(Result::is_ok);
                assert_eq!((made.len(), refused.len()), (1, 7));
                for error in refused.into_iter().filter_map(Result::err) {
                    assert_eq!(error.code(), "slug_taken", "{error:?}");
                }
            }
        })
        .await;
    }
}
