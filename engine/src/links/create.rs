//! Creates a payment link.

use domain::{
    Refusal,
    access::{Actor, Permission},
    event::EventType,
    id::{CustomerId, LinkId},
    link::{Lifecycle, Slots},
    redirect_url::RedirectUrl,
    slug::Slug,
};

use super::{Link, NewLink, author};
use crate::{
    Engine, Error, Maker, Result,
    events::{Event, Subject},
    require, store,
    store::db::Tx,
};

impl Engine {
    /// Creates a link and records `payment_link.created`. Refused: `expires_at` in the past, a
    /// destination that is unknown or has no bank type, an unregistered redirect URL, an unknown customer, a taken
    /// slug.
    pub async fn create_link(&self, actor: &Actor, new: NewLink) -> Result<Link> {
        require(actor, Permission::WriteLinks)?;
        if new.expires_at.is_some_and(|expires| expires <= self.now()) {
            return Err(Error::invalid("expires_at", "in_the_past", "choose a time in the future"));
        }
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db.write(move |tx| Box::pin(async move { create_in(tx, &make, &actor, new).await })).await
    }
}

/// Creates within the caller's transaction.
pub(super) async fn create_in(tx: &mut Tx, make: &Maker, actor: &Actor, new: NewLink) -> Result<Link> {
    let destination = match new.destination_id {
        Some(id) => store::destinations::find(tx, actor.account, actor.mode, id).await?.ok_or_else(|| {
            Error::invalid(
                "payment_details.destination_id",
                "not_found",
                "there is no such destination in this mode",
            )
        })?,
        None => store::destinations::find_default(tx, actor.account, actor.mode).await?.ok_or_else(|| {
            Error::invalid(
                "payment_details.destination_id",
                "missing",
                "create a destination first, or name one",
            )
        })?,
    };
    if destination.bank_type.is_none() {
        return Err(Error::RefusedField {
            param: "payment_details.destination_id",
            refusal: Refusal::DestinationNotReady,
        });
    }
    check_registered(tx, actor, "redirect_url", new.redirect_url.as_ref()).await?;
    check_registered(tx, actor, "cancel_url", new.cancel_url.as_ref()).await?;
    check_customer(tx, actor, new.customer_id).await?;
    let link = new_link(make, actor, new, destination.id)?;
    if !store::links::insert(tx, &link).await? {
        return Err(Error::RefusedField { param: "slug", refusal: Refusal::SlugTaken });
    }
    Event::new(make, EventType::LinkCreated, Subject::link(&link, make.now())?, &author(actor))
        .append(tx)
        .await?;
    Ok(link)
}

fn new_link(
    make: &Maker,
    actor: &Actor,
    new: NewLink,
    destination_id: domain::id::DestinationId,
) -> Result<Link> {
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
            Err(Error::RefusedField { param, refusal: Refusal::RedirectUrlNotRegistered })
        }
        _ => Ok(()),
    }
}
