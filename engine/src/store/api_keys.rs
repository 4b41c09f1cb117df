//! Rows of `api_keys`. The row of a key that was revoked or has ended stays, for what it did refers to it.

use domain::{
    Mode, Timestamp,
    access::Scope,
    id::{AccountId, KeyId},
};
use sqlx::AnyConnection;

use super::db::Tx;
use crate::{Error, Result, auth::ApiKey};

/// What is known of a key by its secret.
pub struct KnownKey {
    pub id: KeyId,
    pub account: AccountId,
    pub mode: Mode,
    pub scopes: Vec<Scope>,
    pub last_used_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    name: String,
    scopes: String,
    hint: String,
    created_at: i64,
    last_used_at: Option<i64>,
    expires_at: Option<i64>,
}

impl TryFrom<Row> for ApiKey {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: KeyId::from_bytes(&row.id).map_err(Error::internal)?,
            name: row.name.parse().map_err(Error::internal)?,
            scopes: serde_json::from_str(&row.scopes)?,
            hint: row.hint,
            created_at: Timestamp::from_millis(row.created_at),
            last_used_at: row.last_used_at.map(Timestamp::from_millis),
            expires_at: row.expires_at.map(Timestamp::from_millis),
        })
    }
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: Vec<u8>,
    account_id: Vec<u8>,
    mode: String,
    scopes: String,
    last_used_at: Option<i64>,
}

impl TryFrom<KnownRow> for KnownKey {
    type Error = Error;

    fn try_from(row: KnownRow) -> Result<Self> {
        Ok(Self {
            id: KeyId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            scopes: serde_json::from_str(&row.scopes)?,
            last_used_at: row.last_used_at.map(Timestamp::from_millis),
        })
    }
}

const INSERT: &str = "INSERT INTO api_keys (id, account_id, mode, name, hash, hint, scopes, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

pub async fn insert(
    tx: &mut Tx,
    (account, mode): (AccountId, Mode),
    key: &ApiKey,
    hash: &[u8],
) -> Result<()> {
    sqlx::query(INSERT)
        .bind(key.id.bytes().as_slice())
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(key.name.as_str())
        .bind(hash)
        .bind(key.hint.as_str())
        .bind(serde_json::to_string(&key.scopes)?)
        .bind(key.created_at.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const FIND_BY_HASH: &str = "SELECT id, account_id, mode, scopes, last_used_at
    FROM api_keys WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)";

/// The key with this hash, unless it was revoked or has ended.
pub async fn find_by_hash(
    connection: &mut AnyConnection,
    hash: &[u8],
    now: Timestamp,
) -> Result<Option<KnownKey>> {
    let row: Option<KnownRow> =
        sqlx::query_as(FIND_BY_HASH).bind(hash).bind(now.millis()).fetch_optional(connection).await?;
    row.map(KnownKey::try_from).transpose()
}

const NOTE_USE: &str = "UPDATE api_keys SET last_used_at = $2
    WHERE id = $1 AND revoked_at IS NULL AND (last_used_at IS NULL OR last_used_at <= $3)";

/// Writes a use down, unless another one after `before` is.
pub async fn note_use(tx: &mut Tx, id: KeyId, now: Timestamp, before: Timestamp) -> Result<()> {
    sqlx::query(NOTE_USE)
        .bind(id.bytes().as_slice())
        .bind(now.millis())
        .bind(before.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const GET: &str = "SELECT id, name, scopes, hint, created_at, last_used_at, expires_at FROM api_keys
    WHERE id = $1 AND account_id = $2 AND mode = $3 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $4)";

/// A key that works.
pub async fn get(
    tx: &mut Tx,
    (account, mode): (AccountId, Mode),
    id: KeyId,
    now: Timestamp,
) -> Result<ApiKey> {
    let row: Option<Row> = sqlx::query_as(GET)
        .bind(id.bytes().as_slice())
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(now.millis())
        .fetch_optional(tx)
        .await?;
    row.ok_or(Error::NotFound("API key"))?.try_into()
}

const LIST: &str = "SELECT id, name, scopes, hint, created_at, last_used_at, expires_at FROM api_keys
    WHERE account_id = $1 AND mode = $2 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $3)
    ORDER BY id DESC";

/// The keys that work, newest first.
pub async fn list(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    now: Timestamp,
) -> Result<Vec<ApiKey>> {
    let rows: Vec<Row> = sqlx::query_as(LIST)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(now.millis())
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(ApiKey::try_from).collect()
}

const NAMES: &str = "SELECT id, name FROM api_keys WHERE account_id = $1 AND mode = $2";

/// The id and the name of every key, also of those that were revoked.
pub async fn names(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
) -> Result<Vec<(String, String)>> {
    let rows: Vec<(Vec<u8>, String)> = sqlx::query_as(NAMES)
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .fetch_all(connection)
        .await?;
    let named = |(id, name): (Vec<u8>, String)| {
        Ok((KeyId::from_bytes(&id).map_err(Error::internal)?.to_string(), name))
    };
    rows.into_iter().map(named).collect()
}

const END: &str = "UPDATE api_keys SET expires_at = $4
    WHERE id = $1 AND account_id = $2 AND mode = $3 AND revoked_at IS NULL AND expires_at IS NULL";

/// Lets a key end at a moment; false when there is none that works without an end.
pub async fn end(tx: &mut Tx, (account, mode): (AccountId, Mode), id: KeyId, at: Timestamp) -> Result<bool> {
    let ended = sqlx::query(END)
        .bind(id.bytes().as_slice())
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(at.millis())
        .execute(tx)
        .await?;
    Ok(ended.rows_affected() == 1)
}

const REVOKE: &str = "UPDATE api_keys SET revoked_at = $4
    WHERE id = $1 AND account_id = $2 AND mode = $3 AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > $4)";

/// Revokes a key; false when there is none that works.
pub async fn revoke(
    tx: &mut Tx,
    (account, mode): (AccountId, Mode),
    id: KeyId,
    now: Timestamp,
) -> Result<bool> {
    let revoked = sqlx::query(REVOKE)
        .bind(id.bytes().as_slice())
        .bind(account.bytes().as_slice())
        .bind(mode.as_str())
        .bind(now.millis())
        .execute(tx)
        .await?;
    Ok(revoked.rows_affected() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    #[tokio::test]
    async fn a_key_comes_back_as_it_was_put_and_is_revoked_once() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let (account, now) = (world.account, world.engine.now());
            let key = ApiKey {
                id: KeyId::from_uuid(uuid::Uuid::from_u128(1)),
                name: "Shop".parse().unwrap(),
                scopes: vec![Scope::WriteLinks, Scope::Read],
                hint: "a1B2".to_owned(),
                created_at: now,
                last_used_at: None,
                expires_at: None,
            };
            let put = key.clone();
            let scope = (account, Mode::Live);
            database
                .db
                .write(move |tx| Box::pin(async move { insert(tx, scope, &put, b"hash").await }))
                .await
                .unwrap();
            let mut read = database.db.read().await.unwrap();
            assert_eq!(list(&mut read, scope, now).await.unwrap(), std::slice::from_ref(&key));
            let of_test = list(&mut read, (account, Mode::Test), now).await.unwrap();
            assert!(of_test.iter().all(|other| other.id != key.id));
            let known = find_by_hash(&mut read, b"hash", now).await.unwrap().unwrap();
            assert_eq!((known.account, known.mode, known.scopes), (account, Mode::Live, key.scopes));

            let end_it = async |at: Timestamp| {
                let ended = database.db.write(move |tx| Box::pin(end(tx, scope, key.id, at)));
                ended.await.unwrap()
            };
            let (soon, later) = (now.plus_millis(1), now.plus_millis(2));
            let (first, second) = tokio::join!(end_it(soon), end_it(soon));
            assert!(first ^ second, "a key is let end once");
            assert!(!end_it(later).await);
            assert!(find_by_hash(&mut read, b"hash", now).await.unwrap().is_some());
            assert!(find_by_hash(&mut read, b"hash", soon).await.unwrap().is_none());
            let left = list(&mut read, scope, soon).await.unwrap();
            assert_eq!(left, []);

            let revoke_it = async || {
                let revoked = database.db.write(move |tx| Box::pin(revoke(tx, scope, key.id, now)));
                revoked.await.unwrap()
            };
            let (first, second) = tokio::join!(revoke_it(), revoke_it());
            assert!(first ^ second);
            assert!(find_by_hash(&mut read, b"hash", now).await.unwrap().is_none());
        })
        .await;
    }
}
