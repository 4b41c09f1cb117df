//! Duplicates a link: everything is copied, what is overridden is not.

use domain::{
    Money,
    access::{Actor, Permission},
    id::LinkId,
    redirect_url::RedirectUrl,
};

use super::{Link, LinkOverrides, NewLink, create::create_in};
use crate::{Engine, Error, Maker, Result, require, store, store::db::Tx};

impl Engine {
    /// Creates a link like another one, with its own slug and no usages. An expiry that has passed is
    /// not copied. Refused like [`Engine::create_link`].
    pub async fn duplicate_link(&self, actor: &Actor, id: LinkId, overrides: LinkOverrides) -> Result<Link> {
        require(actor, Permission::WriteLinks)?;
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let original = store::links::find(tx, actor.account, actor.mode, id)
                        .await?
                        .ok_or(Error::NotFound("payment link"))?;
                    copy_in(tx, &make, &actor, &original, overrides).await
                })
            })
            .await
    }
}

/// Creates a link like another one within the caller's transaction.
pub(super) async fn copy_in(
    tx: &mut Tx,
    make: &Maker,
    actor: &Actor,
    original: &Link,
    overrides: LinkOverrides,
) -> Result<Link> {
    let (now, expiry_is_copied) = (make.now(), overrides.expires_at.is_none());
    let mut copy = merged(original, overrides)?;
    if expiry_is_copied {
        copy.expires_at = copy.expires_at.filter(|expires| *expires > now);
    }
    create_in(tx, make, actor, copy).await
}

fn merged(original: &Link, overrides: LinkOverrides) -> Result<NewLink> {
    Ok(NewLink {
        slug: overrides.slug,
        name: overrides.name.map_or_else(|| reread(original.name.as_deref()), Ok)?,
        title: overrides.title.map_or_else(|| reread(original.title.as_deref()), Ok)?,
        description: overrides.description.map_or_else(|| reread(original.description.as_deref()), Ok)?,
        money: money(original, overrides.amount, overrides.currency)?,
        reference: overrides
            .reference
            .map_or_else(|| original.reference.parse().map_err(Error::internal), Ok)?,
        destination_id: Some(overrides.destination_id.unwrap_or(original.destination_id)),
        identifiers: overrides.identifiers.unwrap_or_else(|| original.identifiers.clone()),
        max_usages: overrides.max_usages.unwrap_or(original.slots.max_usages),
        expires_at: overrides.expires_at.unwrap_or(original.lifecycle.expires_at),
        redirect_url: url(original, overrides.redirect_url, original.redirect_url.as_deref())?,
        cancel_url: url(original, overrides.cancel_url, original.cancel_url.as_deref())?,
        customer_id: overrides.customer_id.unwrap_or(original.customer_id),
        metadata: overrides.metadata.unwrap_or_else(|| original.metadata.clone()),
    })
}

/// The amount in the currency that applies: overriding only one of the two keeps the other.
fn money(original: &Link, amount: Option<String>, currency: Option<domain::Currency>) -> Result<Money> {
    let currency = currency.unwrap_or(original.money.currency());
    let amount = amount.unwrap_or_else(|| original.money.decimal());
    Money::parse(&amount, currency)
        .map_err(|invalid| Error::invalid("payment_details.amount", "invalid_amount", invalid))
}

fn reread<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>>
where
    T::Err: std::fmt::Display,
{
    text.map(|text| text.parse().map_err(|error: T::Err| Error::internal(error))).transpose()
}

fn url(
    original: &Link,
    override_: Option<Option<RedirectUrl>>,
    copied: Option<&str>,
) -> Result<Option<RedirectUrl>> {
    override_.map_or_else(
        || copied.map(|url| RedirectUrl::parse(url, original.mode).map_err(Error::internal)).transpose(),
        Ok,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, new_link};

    #[tokio::test]
    async fn a_duplicate_has_the_same_terms_and_its_own_slug_and_count() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let mut new = new_link(7);
        new.title = "Workshop".parse().ok();
        new.slug = "workshop".parse().ok();
        let original = world.engine.create_link(&world.actor, new).await.unwrap();
        let overrides = LinkOverrides { amount: Some("99.50".to_owned()), ..LinkOverrides::default() };
        let copy = world.engine.duplicate_link(&world.actor, original.id, overrides).await.unwrap();
        assert_eq!(copy.money.decimal(), "99.50");
        assert_ne!((copy.id, &copy.slug), (original.id, &original.slug));
        let terms =
            |link: &Link| (link.title.clone(), link.reference.clone(), link.identifiers.clone(), link.slots);
        assert_eq!(terms(&copy), terms(&original));
    }

    #[tokio::test]
    async fn an_expiry_that_has_passed_is_not_copied_and_not_taken() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let soon = world.engine.now().plus_millis(60_000);
        let new = NewLink { expires_at: Some(soon), ..new_link(1) };
        let original = world.engine.create_link(&world.actor, new).await.unwrap();
        let duplicate = async |overrides: LinkOverrides| {
            world.engine.duplicate_link(&world.actor, original.id, overrides).await
        };
        let copied = duplicate(LinkOverrides::default()).await.unwrap();
        assert_eq!(copied.lifecycle.expires_at, Some(soon));
        world.clock.advance(std::time::Duration::from_mins(2));
        let copied = duplicate(LinkOverrides::default()).await.unwrap();
        assert_eq!(copied.lifecycle.expires_at, None);
        let refused =
            duplicate(LinkOverrides { expires_at: Some(Some(soon)), ..LinkOverrides::default() }).await;
        assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].code == "in_the_past"));
    }

    #[tokio::test]
    async fn an_amount_that_does_not_fit_the_new_currency_is_named() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let original = world.engine.create_link(&world.actor, new_link(1)).await.unwrap();
        let overrides = LinkOverrides { currency: "JPY".parse().ok(), ..LinkOverrides::default() };
        let refused = world.engine.duplicate_link(&world.actor, original.id, overrides).await;
        assert!(
            matches!(refused, Err(Error::Invalid(errors)) if errors[0].param == "payment_details.amount")
        );
    }
}
