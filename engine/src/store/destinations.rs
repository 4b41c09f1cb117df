//! Rows of `destinations`. A deleted one's row stays, for links and payments refer to it.

use domain::{
    Mode, Timestamp,
    destination::{AccountNumber, BankType, Scheme},
    id::{AccountId, DestinationId},
};
use sqlx::AnyConnection;

use super::{db::Tx, query::Query};
use crate::{
    Error, Result,
    destinations::Destination,
    page::{Page, PageRequest},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    name: String,
    holder: String,
    scheme: String,
    identification: String,
    country: String,
    bank_type: Option<String>,
    is_default: i64,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Destination {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let scheme: Scheme = row.scheme.parse().map_err(|()| Error::internal("no such scheme"))?;
        let bank_type = |text: String| text.parse().map_err(|()| Error::internal("no such bank type"));
        Ok(Self {
            id: DestinationId::from_bytes(&row.id).map_err(Error::internal)?,
            name: row.name.parse().map_err(Error::internal)?,
            holder: row.holder.parse().map_err(Error::internal)?,
            number: AccountNumber::parse(scheme, &row.identification).map_err(Error::internal)?,
            country: row.country.parse().map_err(Error::internal)?,
            bank_type: row.bank_type.map(bank_type).transpose()?,
            is_default: row.is_default == 1,
            created_at: Timestamp::from_millis(row.created_at),
            updated_at: Timestamp::from_millis(row.updated_at),
        })
    }
}

macro_rules! select {
    ($condition:literal) => {
        concat!(
            "SELECT id, name, holder, scheme, identification, country, bank_type, is_default, created_at, ",
            "updated_at FROM destinations WHERE ",
            $condition
        )
    };
}

const INSERT: &str = "INSERT INTO destinations (id, account_id, mode, name, holder, scheme, identification,
    country, bank_type, is_default, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

pub async fn insert(tx: &mut Tx, account: AccountId, mode: Mode, destination: &Destination) -> Result<()> {
    sqlx::query(INSERT)
        .bind(destination.id.bytes().as_slice())
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(destination.name.as_str())
        .bind(destination.holder.as_str())
        .bind(destination.number.scheme().as_str())
        .bind(destination.number.identification())
        .bind(destination.country.as_str())
        .bind(destination.bank_type.map(BankType::as_str))
        .bind(i64::from(destination.is_default))
        .bind(destination.created_at.millis())
        .bind(destination.updated_at.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const FIND: &str = select!("account_id = $1 AND mode = $2 AND id = $3 AND deleted_at IS NULL");

/// The destination, unless it was deleted.
pub async fn find(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    id: DestinationId,
) -> Result<Option<Destination>> {
    one(connection, FIND, (account, mode), id).await
}

pub async fn get(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    id: DestinationId,
) -> Result<Destination> {
    find(connection, account, mode, id).await?.ok_or(Error::NotFound("destination"))
}

const GET_FOR_LINK: &str = select!("account_id = $1 AND mode = $2 AND id = $3");

/// The destination of a link that exists: deleted or not, for the terms of a link are fixed.
pub async fn get_for_link(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    id: DestinationId,
) -> Result<Destination> {
    one(connection, GET_FOR_LINK, (account, mode), id).await?.ok_or(Error::NotFound("destination"))
}

async fn one(
    connection: &mut AnyConnection,
    sql: &'static str,
    (account, mode): (AccountId, Mode),
    id: DestinationId,
) -> Result<Option<Destination>> {
    let row: Option<Row> = sqlx::query_as(sql)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(id.bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.map(Destination::try_from).transpose()
}

const FIND_DEFAULT: &str = select!("account_id = $1 AND mode = $2 AND is_default = 1 AND deleted_at IS NULL");

/// The destination of links that name none.
pub async fn find_default(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
) -> Result<Option<Destination>> {
    let row: Option<Row> = sqlx::query_as(FIND_DEFAULT)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(Destination::try_from).transpose()
}

const LIST: &str = select!("account_id = ? AND mode = ? AND deleted_at IS NULL");

pub async fn list(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    page: &PageRequest<DestinationId>,
) -> Result<Page<Destination>> {
    let scope = vec![account.bytes().into(), mode.as_str().into()];
    Query::new(LIST, scope).page::<Row, _, _>(connection, page, DestinationId::bytes).await
}

const COUNT: &str =
    "SELECT COUNT(*) FROM destinations WHERE account_id = $1 AND mode = $2 AND deleted_at IS NULL";

pub async fn count(connection: &mut AnyConnection, account: AccountId, mode: Mode) -> Result<i64> {
    let count = sqlx::query_scalar(COUNT)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .fetch_one(connection)
        .await?;
    Ok(count)
}

const CLEAR_DEFAULT: &str = "UPDATE destinations SET is_default = 0, updated_at = $3
    WHERE account_id = $1 AND mode = $2 AND is_default = 1 AND deleted_at IS NULL";

/// Leaves the account without a default, for the caller to give it another in the same transaction.
pub async fn clear_default(tx: &mut Tx, account: AccountId, mode: Mode, now: Timestamp) -> Result<()> {
    sqlx::query(CLEAR_DEFAULT)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(now.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const UPDATE: &str = "UPDATE destinations SET name = $4, bank_type = $5, is_default = $6, updated_at = $7
    WHERE account_id = $1 AND mode = $2 AND id = $3 AND deleted_at IS NULL";

/// Writes what may change of a destination.
pub async fn update(tx: &mut Tx, account: AccountId, mode: Mode, destination: &Destination) -> Result<()> {
    let updated = sqlx::query(UPDATE)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(destination.id.bytes().as_slice())
        .bind(destination.name.as_str())
        .bind(destination.bank_type.map(BankType::as_str))
        .bind(i64::from(destination.is_default))
        .bind(destination.updated_at.millis())
        .execute(tx)
        .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound("destination")) }
}

const DELETE: &str = "UPDATE destinations SET deleted_at = $4, is_default = 0
    WHERE account_id = $1 AND mode = $2 AND id = $3 AND deleted_at IS NULL";

/// Marks a destination deleted at a time.
pub async fn delete(
    tx: &mut Tx,
    account: AccountId,
    mode: Mode,
    (id, at): (DestinationId, Timestamp),
) -> Result<()> {
    let deleted = sqlx::query(DELETE)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(id.bytes().as_slice())
        .bind(at.millis())
        .execute(tx)
        .await?;
    if deleted.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound("destination")) }
}

#[cfg(test)]
mod tests {
    use domain::access::Actor;

    use super::*;
    use crate::{
        page::Cursor,
        testing::{TestDatabase, World, new_destination, on_each_database},
    };

    async fn world_with(database: &TestDatabase, more: usize) -> (World, Vec<DestinationId>) {
        let world = World::new(database).await;
        let mut ids = vec![world.destination];
        for _ in 0..more {
            let new = new_destination("Another");
            ids.push(world.engine.create_destination(&world.actor, new).await.unwrap().id);
        }
        (world, ids)
    }

    #[tokio::test]
    async fn pages_go_both_ways_without_gaps() {
        on_each_database(async |database: TestDatabase| {
            let (world, ids) = world_with(&database, 4).await;
            let mut read = database.db.read().await.unwrap();
            let mut page = async |limit, cursor| {
                let request = PageRequest::try_new(limit, cursor).unwrap();
                let page = list(&mut read, world.account, Mode::Test, &request).await.unwrap();
                let ids: Vec<_> = page.items.iter().map(|destination| destination.id).collect();
                (ids, page.has_more)
            };
            let newest_first = |from: usize, to: usize| ids[from..to].iter().rev().copied().collect();
            let after = |place: usize| Some(Cursor::StartingAfter(ids[place]));
            let before = |place: usize| Some(Cursor::EndingBefore(ids[place]));
            assert_eq!(page(2, None).await, (newest_first(3, 5), true));
            assert_eq!(page(2, after(3)).await, (newest_first(1, 3), true));
            assert_eq!(page(2, after(1)).await, (newest_first(0, 1), false));
            assert_eq!(page(2, before(1)).await, (newest_first(2, 4), true));
            assert_eq!(page(2, before(2)).await, (newest_first(3, 5), false));
            assert_eq!(page(5, None).await, (newest_first(0, 5), false));
        })
        .await;
    }

    #[tokio::test]
    async fn the_database_itself_refuses_a_second_default() {
        on_each_database(async |database: TestDatabase| {
            let (world, _) = world_with(&database, 0).await;
            let (account, mode) = (world.account, Mode::Test);
            let mut read = database.db.read().await.unwrap();
            let mut second = get(&mut read, account, mode, world.destination).await.unwrap();
            second.id = DestinationId::from_uuid(uuid::Uuid::from_u128(1));
            let inserted = database
                .db
                .write(move |tx| Box::pin(async move { insert(tx, account, mode, &second).await }))
                .await;
            assert!(inserted.is_err());
        })
        .await;
    }

    #[tokio::test]
    async fn a_deleted_one_remains_only_for_its_links() {
        on_each_database(async |database: TestDatabase| {
            let (world, ids) = world_with(&database, 1).await;
            world.engine.delete_destination(&world.actor, ids[1]).await.unwrap();
            let mut read = database.db.read().await.unwrap();
            let (account, mode) = (world.account, Mode::Test);
            assert!(get(&mut read, account, mode, ids[1]).await.is_err());
            assert_eq!(get_for_link(&mut read, account, mode, ids[1]).await.unwrap().id, ids[1]);
            assert_eq!(count(&mut read, account, mode).await.unwrap(), 1);
            let now = world.engine.now();
            let again = database.db.write(move |tx| Box::pin(delete(tx, account, mode, (ids[1], now)))).await;
            assert!(matches!(again, Err(Error::NotFound(_))));
        })
        .await;
    }

    #[tokio::test]
    async fn strangers_find_nothing() {
        on_each_database(async |database: TestDatabase| {
            let (world, ids) = world_with(&database, 0).await;
            let strangers = world.strangers().await;
            let mut read = database.db.read().await.unwrap();
            for Actor { account, mode, .. } in strangers {
                let found = get_for_link(&mut read, account, mode, ids[0]).await;
                assert!(matches!(found, Err(Error::NotFound(_))));
                assert_eq!(find_default(&mut read, account, mode).await.unwrap(), None);
                let page = list(&mut read, account, mode, &PageRequest::default()).await.unwrap();
                assert_eq!(page.items, []);
            }
        })
        .await;
    }
}
