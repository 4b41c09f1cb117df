//! Rows of `accounts`.

use domain::{Timestamp, id::AccountId};
use secrecy::SecretSlice;
use sqlx::AnyConnection;

use super::db::Tx;
use crate::{Error, Result, accounts::Account};

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    name: String,
    time_zone: String,
    contact_email: Option<String>,
    contact_phone: Option<String>,
    accent: String,
    created_at: i64,
}

impl TryFrom<Row> for Account {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: AccountId::from_bytes(&row.id).map_err(Error::internal)?,
            name: row.name.parse().map_err(Error::internal)?,
            time_zone: row.time_zone,
            contact_email: row.contact_email,
            contact_phone: row.contact_phone,
            accent: row.accent.parse().map_err(Error::internal)?,
            created_at: Timestamp::from_millis(row.created_at),
        })
    }
}

const INSERT: &str = "INSERT INTO accounts
    (id, name, time_zone, contact_email, contact_phone, accent, return_secret, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// Adds an account and the secret that signs what its result pages hand over.
pub async fn insert(tx: &mut Tx, account: &Account, return_secret: &[u8]) -> Result<()> {
    sqlx::query(INSERT)
        .bind(account.id.bytes().as_slice())
        .bind(account.name.as_str())
        .bind(account.time_zone.as_str())
        .bind(account.contact_email.as_deref())
        .bind(account.contact_phone.as_deref())
        .bind(account.accent.as_str())
        .bind(return_secret)
        .bind(account.created_at.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const UPDATE: &str = "UPDATE accounts SET name = $2, time_zone = $3, contact_email = $4, contact_phone = $5, accent = $6 WHERE id = $1";

/// Writes all of an account that may change.
pub async fn update(tx: &mut Tx, account: &Account) -> Result<()> {
    sqlx::query(UPDATE)
        .bind(account.id.bytes().as_slice())
        .bind(account.name.as_str())
        .bind(account.time_zone.as_str())
        .bind(account.contact_email.as_deref())
        .bind(account.contact_phone.as_deref())
        .bind(account.accent.as_str())
        .execute(tx)
        .await?;
    Ok(())
}

const FIND: &str = "SELECT id, name, time_zone, contact_email, contact_phone, accent, created_at
    FROM accounts WHERE id = $1";

pub async fn find(connection: &mut AnyConnection, id: AccountId) -> Result<Option<Account>> {
    let row: Option<Row> =
        sqlx::query_as(FIND).bind(id.bytes().as_slice()).fetch_optional(connection).await?;
    row.map(Account::try_from).transpose()
}

pub async fn get(connection: &mut AnyConnection, id: AccountId) -> Result<Account> {
    find(connection, id).await?.ok_or(Error::NotFound("account"))
}

const RETURN_SECRET: &str = "SELECT return_secret FROM accounts WHERE id = $1";

/// The secret that signs what the account's result pages hand over.
pub async fn return_secret(connection: &mut AnyConnection, id: AccountId) -> Result<SecretSlice<u8>> {
    let secret: Option<Vec<u8>> =
        sqlx::query_scalar(RETURN_SECRET).bind(id.bytes().as_slice()).fetch_optional(connection).await?;
    secret.map(SecretSlice::from).ok_or(Error::NotFound("account"))
}

const EXIST: &str = "SELECT created_at FROM accounts LIMIT 1";

/// Whether there is any account.
pub async fn exist(connection: &mut AnyConnection) -> Result<bool> {
    let any: Option<i64> = sqlx::query_scalar(EXIST).fetch_optional(connection).await?;
    Ok(any.is_some())
}

/// Changes nothing, but makes other transactions that do the same wait for this one.
const TAKE_TURN: &str = "UPDATE accounts SET name = name WHERE id = $1";

/// Lets changes to what an account has only one of happen one after the other.
pub async fn take_turn(tx: &mut Tx, id: AccountId) -> Result<()> {
    let taken = sqlx::query(TAKE_TURN).bind(id.bytes().as_slice()).execute(tx).await?;
    if taken.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound("account")) }
}

#[cfg(test)]
mod tests {
    use domain::Tone;
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::testing::{TestDatabase, on_each_database};

    #[tokio::test]
    async fn an_account_comes_back_as_it_was_put() {
        on_each_database(async |database: TestDatabase| {
            let account = Account {
                id: AccountId::from_uuid(uuid::Uuid::from_u128(1)),
                name: "متجر لينا".parse().unwrap(),
                time_zone: "Asia/Dubai".to_owned(),
                contact_email: None,
                contact_phone: Some("+971501234567".to_owned()),
                accent: Tone::Violet,
                created_at: Timestamp::from_millis(1_700_000_000_123),
            };
            let mut read = database.db.read().await.unwrap();
            assert!(!exist(&mut read).await.unwrap());
            let put = account.clone();
            database
                .db
                .write(move |tx| Box::pin(async move { insert(tx, &put, b"\x00\xffsecret").await }))
                .await
                .unwrap();
            assert!(exist(&mut read).await.unwrap());
            assert_eq!(find(&mut read, account.id).await.unwrap(), Some(account.clone()));
            let secret = return_secret(&mut read, account.id).await.unwrap();
            assert_eq!(secret.expose_secret(), b"\x00\xffsecret");
            let other = AccountId::from_uuid(uuid::Uuid::from_u128(2));
            assert_eq!(find(&mut read, other).await.unwrap(), None);
            let turn = database.db.write(move |tx| Box::pin(async move { take_turn(tx, other).await })).await;
            assert!(matches!(turn, Err(Error::NotFound("account"))));
        })
        .await;
    }
}
