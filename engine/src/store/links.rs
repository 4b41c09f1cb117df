//! The rows of payment links, and the conditional writes that hold the slot invariant.

use domain::{
    Mode, Money, Timestamp,
    id::{AccountId, CustomerId, DestinationId, LinkId},
    link::{Lifecycle, Slots},
};
use sqlx::{Any, AnyConnection, FromRow};

use super::{db::Tx, query::searchable, terms};
use crate::{
    error::{Error, Result},
    links::Link,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, mode, slug, name, title, description, amount, currency, reference, ",
            "destination_id, identifiers, max_usages, started, completed, expires_at, redirect_url, cancel_url, ",
            "customer_id, metadata, disabled_at, used_at, deleted_at, successor_id, created_at, updated_at FROM links ",
            $rest
        )
    };
}

mod list;

pub use list::{count, currencies, list};

#[derive(FromRow)]
struct Row {
    id: Vec<u8>,
    account_id: Vec<u8>,
    mode: String,
    slug: String,
    name: Option<String>,
    title: Option<String>,
    description: Option<String>,
    amount: i64,
    currency: String,
    reference: String,
    destination_id: Vec<u8>,
    identifiers: String,
    max_usages: i64,
    started: i64,
    completed: i64,
    expires_at: Option<i64>,
    redirect_url: Option<String>,
    cancel_url: Option<String>,
    customer_id: Option<Vec<u8>>,
    metadata: String,
    disabled_at: Option<i64>,
    used_at: Option<i64>,
    deleted_at: Option<i64>,
    successor_id: Option<Vec<u8>>,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Link {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let count = |value: i64| u32::try_from(value).map_err(Error::internal);
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(Self {
            id: LinkId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            slug: row.slug,
            name: row.name,
            title: row.title,
            description: row.description,
            money: Money::try_new(row.amount, currency).map_err(Error::internal)?,
            reference: row.reference,
            destination_id: DestinationId::from_bytes(&row.destination_id).map_err(Error::internal)?,
            identifiers: serde_json::from_str(&row.identifiers)?,
            slots: Slots {
                max_usages: count(row.max_usages)?,
                started: count(row.started)?,
                completed: count(row.completed)?,
            },
            lifecycle: Lifecycle {
                disabled_at: row.disabled_at.map(Timestamp::from_millis),
                expires_at: row.expires_at.map(Timestamp::from_millis),
                used_at: row.used_at.map(Timestamp::from_millis),
                deleted_at: row.deleted_at.map(Timestamp::from_millis),
            },
            redirect_url: row.redirect_url,
            cancel_url: row.cancel_url,
            customer_id: row
                .customer_id
                .map(|id| CustomerId::from_bytes(&id).map_err(Error::internal))
                .transpose()?,
            metadata: serde_json::from_str(&row.metadata)?,
            successor_id: row
                .successor_id
                .map(|id| LinkId::from_bytes(&id).map_err(Error::internal))
                .transpose()?,
            created_at: Timestamp::from_millis(row.created_at),
            updated_at: Timestamp::from_millis(row.updated_at),
        })
    }
}

/// Inserts a link; `false` when its slug is taken.
pub async fn insert(tx: &mut Tx, link: &Link) -> Result<bool> {
    let inserted = sqlx::query::<Any>(
        "INSERT INTO links (id, account_id, mode, slug, name, title, description, amount, currency, reference, \
         destination_id, identifiers, max_usages, expires_at, redirect_url, cancel_url, customer_id, metadata, \
         search, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) \
         ON CONFLICT (slug) DO NOTHING",
    )
    .bind(link.id.bytes().to_vec())
    .bind(link.account.bytes().to_vec())
    .bind(link.mode.as_str())
    .bind(link.slug.clone())
    .bind(link.name.clone())
    .bind(link.title.clone())
    .bind(link.description.clone())
    .bind(link.money.minor())
    .bind(link.money.currency().code())
    .bind(link.reference.clone())
    .bind(link.destination_id.bytes().to_vec())
    .bind(serde_json::to_string(&link.identifiers)?)
    .bind(i64::from(link.slots.max_usages))
    .bind(link.lifecycle.expires_at.map(Timestamp::millis))
    .bind(link.redirect_url.clone())
    .bind(link.cancel_url.clone())
    .bind(link.customer_id.map(|id| id.bytes().to_vec()))
    .bind(serde_json::to_string(&link.metadata)?)
    .bind(search(link))
    .bind(link.created_at.millis())
    .bind(link.updated_at.millis())
    .execute(&mut *tx)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    terms::insert_of_link(tx, link).await?;
    Ok(true)
}

fn search(link: &Link) -> String {
    searchable([Some(link.reference.as_str()), link.name.as_deref(), link.title.as_deref(), Some(&link.slug)])
}

/// A link of this account and mode that is not deleted.
pub async fn find(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    id: LinkId,
) -> Result<Option<Link>> {
    sqlx::query_as::<Any, Row>(select!(
        "WHERE id = $1 AND account_id = $2 AND mode = $3 AND deleted_at IS NULL"
    ))
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_optional(connection)
    .await?
    .map(Link::try_from)
    .transpose()
}

/// The link behind a public slug, of any account and mode, deleted or not: what a customer opens.
pub async fn find_by_slug(connection: &mut AnyConnection, slug: &str) -> Result<Option<Link>> {
    sqlx::query_as::<Any, Row>(select!("WHERE slug = $1"))
        .bind(slug.to_owned())
        .fetch_optional(connection)
        .await?
        .map(Link::try_from)
        .transpose()
}

/// The link a usage belongs to, deleted or not. The caller reached the id through its own usage.
pub async fn get_of_usage(connection: &mut AnyConnection, id: LinkId) -> Result<Link> {
    sqlx::query_as::<Any, Row>(select!("WHERE id = $1"))
        .bind(id.bytes().to_vec())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// Whether the link, deleted or not, is one of this account and mode.
pub async fn is_of(
    connection: &mut AnyConnection,
    (account, mode, id): (AccountId, Mode, LinkId),
) -> Result<bool> {
    let found: i64 = sqlx::query_scalar::<Any, i64>(
        "SELECT COUNT(*) FROM links WHERE id = $1 AND account_id = $2 AND mode = $3",
    )
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_one(connection)
    .await?;
    Ok(found == 1)
}

/// Writes the editable parts; refused as [`Error::Conflict`] when the link changed since it was read.
pub async fn update(tx: &mut Tx, link: &Link, read_at: Timestamp) -> Result<()> {
    let updated = sqlx::query::<Any>(
        "UPDATE links SET name = $1, title = $2, description = $3, redirect_url = $4, cancel_url = $5, \
         metadata = $6, disabled_at = $7, updated_at = $8, search = $14 \
         WHERE id = $9 AND account_id = $10 AND mode = $11 AND deleted_at IS NULL AND updated_at = $12 \
         AND COALESCE(used_at, 0) = $13",
    )
    .bind(link.name.clone())
    .bind(link.title.clone())
    .bind(link.description.clone())
    .bind(link.redirect_url.clone())
    .bind(link.cancel_url.clone())
    .bind(serde_json::to_string(&link.metadata)?)
    .bind(link.lifecycle.disabled_at.map(Timestamp::millis))
    .bind(link.updated_at.millis())
    .bind(link.id.bytes().to_vec())
    .bind(link.account.bytes().to_vec())
    .bind(link.mode.as_str())
    .bind(read_at.millis())
    .bind(link.lifecycle.used_at.map_or(0, Timestamp::millis))
    .bind(search(link))
    .execute(tx)
    .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Marks a link deleted, for good; `false` when there is none.
pub async fn delete(tx: &mut Tx, account: AccountId, mode: Mode, id: LinkId, now: Timestamp) -> Result<bool> {
    let deleted = sqlx::query::<Any>(
        "UPDATE links SET deleted_at = $1, updated_at = $1 \
         WHERE id = $2 AND account_id = $3 AND mode = $4 AND deleted_at IS NULL",
    )
    .bind(now.millis())
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .execute(tx)
    .await?;
    Ok(deleted.rows_affected() == 1)
}

/// Takes one slot when the link admits a payment now. This condition is what keeps
/// `started + completed ≤ max_usages`, however many try at once.
pub async fn take_slot(tx: &mut Tx, id: LinkId, now: Timestamp) -> Result<bool> {
    let taken = sqlx::query::<Any>(
        "UPDATE links SET started = started + 1 \
         WHERE id = $1 AND deleted_at IS NULL AND disabled_at IS NULL \
         AND (expires_at IS NULL OR expires_at > $2) AND started + completed < max_usages",
    )
    .bind(id.bytes().to_vec())
    .bind(now.millis())
    .execute(tx)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Gives a slot back.
pub async fn release_slot(tx: &mut Tx, id: LinkId) -> Result<()> {
    let released = sqlx::query::<Any>("UPDATE links SET started = started - 1 WHERE id = $1 AND started > 0")
        .bind(id.bytes().to_vec())
        .execute(tx)
        .await?;
    if released.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Error::Internal("a slot was released twice".to_owned()))
    }
}

/// Turns a held slot into a completed one; `true` when that used the link up.
pub async fn complete_slot(tx: &mut Tx, id: LinkId, now: Timestamp) -> Result<bool> {
    let used_at: Option<Option<i64>> = sqlx::query_scalar::<Any, Option<i64>>(
        "UPDATE links SET started = started - 1, completed = completed + 1, \
         used_at = CASE WHEN completed + 1 >= max_usages THEN $2 ELSE used_at END \
         WHERE id = $1 AND started > 0 RETURNING used_at",
    )
    .bind(id.bytes().to_vec())
    .bind(now.millis())
    .fetch_optional(tx)
    .await?;
    used_at
        .map(|used_at| used_at.is_some())
        .ok_or_else(|| Error::Internal("a slot was completed twice".to_owned()))
}

/// Claims the duty to tell that these links have expired: each is returned to one caller only.
pub async fn take_expired(tx: &mut Tx, now: Timestamp) -> Result<Vec<Link>> {
    let due = sqlx::query_as::<Any, Row>(select!(
        "WHERE expires_at <= $1 AND expiry_emitted_at IS NULL AND deleted_at IS NULL \
         AND (used_at IS NULL OR used_at >= expires_at) ORDER BY expires_at LIMIT 50"
    ))
    .bind(now.millis())
    .fetch_all(&mut *tx)
    .await?;
    let mut taken = Vec::with_capacity(due.len());
    for row in due {
        let claimed = sqlx::query::<Any>(
            "UPDATE links SET expiry_emitted_at = $1 WHERE id = $2 AND expiry_emitted_at IS NULL",
        )
        .bind(now.millis())
        .bind(row.id.clone())
        .execute(&mut *tx)
        .await?;
        if claimed.rows_affected() == 1 {
            taken.push(row.try_into()?);
        }
    }
    Ok(taken)
}

/// Whether [`take_expired`] would find anything, so that an idle job does not write.
pub async fn any_expired(connection: &mut AnyConnection, now: Timestamp) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar::<Any, i64>(
        "SELECT expires_at FROM links WHERE expires_at <= $1 AND expiry_emitted_at IS NULL AND deleted_at IS NULL \
         AND (used_at IS NULL OR used_at >= expires_at) LIMIT 1",
    )
    .bind(now.millis())
    .fetch_optional(connection)
    .await?;
    Ok(found.is_some())
}

/// Lets a link's address lead to its successor, in place of the one it was read with.
pub async fn set_successor(tx: &mut Tx, link: &Link, successor: LinkId) -> Result<()> {
    let updated = sqlx::query::<Any>(
        "UPDATE links SET successor_id = $1 \
         WHERE id = $2 AND account_id = $3 AND mode = $4 AND deleted_at IS NULL \
         AND successor_id IS NOT DISTINCT FROM $5",
    )
    .bind(successor.bytes().to_vec())
    .bind(link.id.bytes().to_vec())
    .bind(link.account.bytes().to_vec())
    .bind(link.mode.as_str())
    .bind(link.successor_id.map(|id| id.bytes().to_vec()))
    .execute(tx)
    .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use domain::link::LinkStatus;
    use futures_util::future::join_all;

    use super::*;
    use crate::testing::{World, new_link, on_each_database};

    #[tokio::test]
    async fn slots_are_never_oversold_by_two_servers() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let link = world.engine.create_link(&world.actor, new_link(7)).await.unwrap();
            let now = world.engine.now();
            let other_server = crate::Db::connect(&database.url).await.unwrap();
            let takes = (0..60).map(|n| {
                let db = if n % 2 == 0 { &database.db } else { &other_server };
                db.write(move |tx| Box::pin(async move { take_slot(tx, link.id, now).await }))
            });
            let taken = join_all(takes).await.into_iter().filter(|taken| matches!(taken, Ok(true))).count();
            let slots = world.engine.get_link(&world.actor, link.id).await.unwrap().slots;
            assert_eq!((taken, slots.started), (7, 7));
        })
        .await;
    }

    #[tokio::test]
    async fn a_slot_cannot_be_given_back_twice() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap();
            let now = world.engine.now();
            let release =
                || database.db.write(move |tx| Box::pin(async move { release_slot(tx, link.id).await }));
            assert!(release().await.is_err());
            let complete =
                database.db.write(move |tx| Box::pin(async move { complete_slot(tx, link.id, now).await }));
            assert!(complete.await.is_err());
        })
        .await;
    }

    #[tokio::test]
    async fn an_expiry_is_told_once_even_by_two_servers() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let mut new = new_link(1);
            new.expires_at = Some(world.engine.now().plus_millis(1000));
            let link = world.engine.create_link(&world.actor, new).await.unwrap();
            assert_eq!(world.engine.emit_link_expiries().await.unwrap(), 0);
            world.clock.advance(Duration::from_secs(1));
            let told = join_all((0..4).map(|_| world.engine.emit_link_expiries())).await;
            assert_eq!(told.into_iter().map(Result::unwrap).sum::<usize>(), 1);
            assert_eq!(
                world.engine.get_link(&world.actor, link.id).await.unwrap().status(world.engine.now()),
                LinkStatus::Expired
            );
        })
        .await;
    }
}
