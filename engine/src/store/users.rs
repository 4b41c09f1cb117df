//! Rows of `users`.

use domain::{
    Mode, Timestamp,
    access::{Actor, Role, Who},
    id::{AccountId, UserId},
};
use sqlx::AnyConnection;

use super::{db::Tx, query::storable};
use crate::{Error, Result};

/// A person who signs in.
pub struct User {
    pub id: UserId,
    pub account: AccountId,
    /// Normalised: trimmed, lower case.
    pub email: String,
    /// A PHC string.
    pub password_hash: String,
    pub role: Role,
}

impl User {
    /// This person, acting in a mode.
    pub const fn actor(&self, mode: Mode) -> Actor {
        Actor { account: self.account, mode, who: Who::User { id: self.id, role: self.role } }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    account_id: Vec<u8>,
    email: String,
    password_hash: String,
    role: String,
}

impl TryFrom<Row> for User {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: UserId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            email: row.email,
            password_hash: row.password_hash,
            role: row.role.parse().map_err(|()| Error::internal("no such role"))?,
        })
    }
}

const INSERT: &str = "INSERT INTO users (id, account_id, email, password_hash, role, created_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING";

/// Adds a user; false when the email is taken, in whichever account.
pub async fn insert(tx: &mut Tx, user: &User, now: Timestamp) -> Result<bool> {
    let inserted = sqlx::query(INSERT)
        .bind(user.id.bytes().as_slice())
        .bind(user.account.bytes().as_slice())
        .bind(user.email.as_str())
        .bind(user.password_hash.as_str())
        .bind(user.role.as_str())
        .bind(now.millis())
        .execute(tx)
        .await?;
    Ok(inserted.rows_affected() == 1)
}

const FIND_BY_EMAIL: &str = "SELECT id, account_id, email, password_hash, role FROM users WHERE email = $1";

/// The user who signs in with this normalised email.
pub async fn find_by_email(connection: &mut AnyConnection, email: &str) -> Result<Option<User>> {
    let row: Option<Row> =
        sqlx::query_as(FIND_BY_EMAIL).bind(storable(email)).fetch_optional(connection).await?;
    row.map(User::try_from).transpose()
}

const SET_PASSWORD: &str = "UPDATE users SET password_hash = $2 WHERE id = $1 RETURNING email";

/// Sets a user's password; answers the email they sign in with.
pub async fn set_password(tx: &mut Tx, user: UserId, hash: &str) -> Result<String> {
    let email: Option<String> =
        sqlx::query_scalar(SET_PASSWORD).bind(user.bytes().as_slice()).bind(hash).fetch_optional(tx).await?;
    email.ok_or(Error::NotFound("user"))
}

const NAMES: &str = "SELECT id, email FROM users WHERE account_id = $1";

/// The id and the email of everybody in an account.
pub async fn names(connection: &mut AnyConnection, account: AccountId) -> Result<Vec<(String, String)>> {
    let rows: Vec<(Vec<u8>, String)> =
        sqlx::query_as(NAMES).bind(account.bytes().as_slice()).fetch_all(connection).await?;
    let named = |(id, email): (Vec<u8>, String)| {
        Ok((UserId::from_bytes(&id).map_err(Error::internal)?.to_string(), email))
    };
    rows.into_iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    #[tokio::test]
    async fn two_at_once_do_not_share_an_email() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let add = async |id: u128| {
                let user = User {
                    id: UserId::from_uuid(uuid::Uuid::from_u128(id)),
                    account: world.account,
                    email: "lina@shop.example".to_owned(),
                    password_hash: "$".to_owned(),
                    role: Role::Viewer,
                };
                let now = world.engine.now();
                database
                    .db
                    .write(move |tx| Box::pin(async move { insert(tx, &user, now).await }))
                    .await
                    .unwrap()
            };
            let (first, second) = tokio::join!(add(1), add(2));
            assert!(first ^ second);
            let mut read = database.db.read().await.unwrap();
            let found = find_by_email(&mut read, "lina@shop.example").await.unwrap().unwrap();
            assert_eq!(found.id, UserId::from_uuid(uuid::Uuid::from_u128(if first { 1 } else { 2 })));
            assert_eq!((found.account, found.role), (world.account, Role::Viewer));
            assert!(find_by_email(&mut read, "nobody@shop.example").await.unwrap().is_none());
        })
        .await;
    }
}
