//! Rows of `redirect_urls`.

use domain::{
    Mode, Timestamp,
    id::{AccountId, RedirectUrlId},
};
use sqlx::AnyConnection;

use super::{db::Tx, query::Query};
use crate::{
    Error, Result,
    page::{Page, PageRequest},
    redirect_urls::RegisteredUrl,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    url: String,
    created_at: i64,
}

impl TryFrom<Row> for RegisteredUrl {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: RedirectUrlId::from_bytes(&row.id).map_err(Error::internal)?,
            url: row.url,
            created_at: Timestamp::from_millis(row.created_at),
        })
    }
}

const INSERT: &str = "INSERT INTO redirect_urls (id, account_id, mode, url, created_at)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, mode, url) DO NOTHING";

/// Adds a URL, unless it is registered.
pub async fn insert(tx: &mut Tx, account: AccountId, mode: Mode, url: &RegisteredUrl) -> Result<()> {
    sqlx::query(INSERT)
        .bind(url.id.bytes().as_slice())
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(url.url.as_str())
        .bind(url.created_at.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const FIND: &str = "SELECT id, url, created_at FROM redirect_urls
    WHERE account_id = $1 AND mode = $2 AND id = $3";

pub async fn find(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    id: RedirectUrlId,
) -> Result<Option<RegisteredUrl>> {
    let row: Option<Row> = sqlx::query_as(FIND)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(id.bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.map(RegisteredUrl::try_from).transpose()
}

const FIND_BY_URL: &str = "SELECT id, url, created_at FROM redirect_urls
    WHERE account_id = $1 AND mode = $2 AND url = $3";

/// The register's entry for exactly this URL.
pub async fn find_by_url(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    url: &str,
) -> Result<Option<RegisteredUrl>> {
    let row: Option<Row> = sqlx::query_as(FIND_BY_URL)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(url)
        .fetch_optional(connection)
        .await?;
    row.map(RegisteredUrl::try_from).transpose()
}

/// Whether links of this account and mode may use the URL.
pub async fn is_registered(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    url: &str,
) -> Result<bool> {
    Ok(find_by_url(connection, account, mode, url).await?.is_some())
}

const LIST: &str = "SELECT id, url, created_at FROM redirect_urls WHERE account_id = ? AND mode = ?";

pub async fn list(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    page: &PageRequest<RedirectUrlId>,
) -> Result<Page<RegisteredUrl>> {
    let scope = vec![account.bytes().into(), mode.as_str().into()];
    Query::new(LIST, scope).page::<Row, _, _>(connection, page, RedirectUrlId::bytes).await
}

const UPDATE: &str = "UPDATE redirect_urls SET url = $5
    WHERE account_id = $1 AND mode = $2 AND id = $3 AND url = $4";

/// Puts another URL in the place of the one that is there; `Conflict` when that has changed.
pub async fn update(
    tx: &mut Tx,
    account: AccountId,
    mode: Mode,
    current: &RegisteredUrl,
    url: &str,
) -> Result<()> {
    let updated = sqlx::query(UPDATE)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(current.id.bytes().as_slice())
        .bind(current.url.as_str())
        .bind(url)
        .execute(tx)
        .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

const DELETE: &str = "DELETE FROM redirect_urls WHERE account_id = $1 AND mode = $2 AND id = $3";

/// Takes a URL out; false when it was not there.
pub async fn delete(tx: &mut Tx, account: AccountId, mode: Mode, id: RedirectUrlId) -> Result<bool> {
    let deleted = sqlx::query(DELETE)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(id.bytes().as_slice())
        .execute(tx)
        .await?;
    Ok(deleted.rows_affected() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::Cursor,
        testing::{TestDatabase, World, on_each_database},
    };

    async fn put(database: &TestDatabase, account: AccountId, mode: Mode, n: u128) {
        let url = RegisteredUrl {
            id: RedirectUrlId::from_uuid(uuid::Uuid::from_u128(n)),
            url: format!("https://shop.example/{}", n / 10),
            created_at: Timestamp::from_millis(1),
        };
        let insert =
            database.db.write(move |tx| Box::pin(async move { insert(tx, account, mode, &url).await }));
        insert.await.unwrap();
    }

    #[tokio::test]
    async fn the_same_url_at_once_makes_one_row() {
        on_each_database(async |database: TestDatabase| {
            let account = World::new(&database).await.account;
            tokio::join!(
                put(&database, account, Mode::Test, 1),
                put(&database, account, Mode::Test, 2),
                put(&database, account, Mode::Live, 3),
            );
            let mut read = database.db.read().await.unwrap();
            let page = list(&mut read, account, Mode::Test, &PageRequest::default()).await.unwrap();
            assert_eq!(page.items.len(), 1);
            let live = find_by_url(&mut read, account, Mode::Live, "https://shop.example/0").await.unwrap();
            assert!(live.is_some());
            for near in ["https://shop.example/0/", "https://shop.example/00", "HTTPS://shop.example/0"] {
                assert_eq!(find_by_url(&mut read, account, Mode::Test, near).await.unwrap(), None, "{near}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn pages_go_both_ways() {
        on_each_database(async |database: TestDatabase| {
            let account = World::new(&database).await.account;
            for n in [10, 20, 30] {
                put(&database, account, Mode::Test, n).await;
            }
            let mut read = database.db.read().await.unwrap();
            let mut page = async |cursor: Option<Cursor<u128>>| {
                let id = |n| RedirectUrlId::from_uuid(uuid::Uuid::from_u128(n));
                let cursor = cursor.map(|cursor| match cursor {
                    Cursor::StartingAfter(n) => Cursor::StartingAfter(id(n)),
                    Cursor::EndingBefore(n) => Cursor::EndingBefore(id(n)),
                });
                let request = PageRequest::try_new(2, cursor).unwrap();
                let page = list(&mut read, account, Mode::Test, &request).await.unwrap();
                let urls: Vec<_> = page.items.into_iter().map(|url| url.url).collect();
                (urls.join(" ").replace("https://shop.example/", ""), page.has_more)
            };
            assert_eq!(page(None).await, ("3 2".to_owned(), true));
            assert_eq!(page(Some(Cursor::StartingAfter(20))).await, ("1".to_owned(), false));
            assert_eq!(page(Some(Cursor::EndingBefore(10))).await, ("3 2".to_owned(), false));
        })
        .await;
    }
}
