//! Rows of `sessions`, each read together with its user.

use std::ops::Range;

use domain::{
    Mode, Timestamp,
    id::{AccountId, UserId},
};
use sqlx::AnyConnection;

use super::db::Tx;
use crate::{Error, Result, auth::Session};

#[derive(sqlx::FromRow)]
struct Row {
    user_id: Vec<u8>,
    email: String,
    role: String,
    account_id: Vec<u8>,
    mode: String,
    csrf: String,
}

impl TryFrom<Row> for Session {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            user: UserId::from_bytes(&row.user_id).map_err(Error::internal)?,
            email: row.email,
            role: row.role.parse().map_err(|()| Error::internal("no such role"))?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            csrf: row.csrf,
        })
    }
}

const INSERT: &str = "INSERT INTO sessions (token_hash, user_id, mode, csrf, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Adds a session that lasts for `life`.
pub async fn insert(tx: &mut Tx, hash: &[u8], session: &Session, life: Range<Timestamp>) -> Result<()> {
    sqlx::query(INSERT)
        .bind(hash)
        .bind(session.user.bytes().as_slice())
        .bind(session.mode.as_str())
        .bind(session.csrf.as_str())
        .bind(life.start.millis())
        .bind(life.end.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const FIND: &str =
    "SELECT sessions.user_id, users.email, users.role, users.account_id, sessions.mode, sessions.csrf
    FROM sessions JOIN users ON users.id = sessions.user_id
    WHERE sessions.token_hash = $1 AND sessions.expires_at > $2";

pub async fn find(connection: &mut AnyConnection, hash: &[u8], now: Timestamp) -> Result<Option<Session>> {
    let row: Option<Row> =
        sqlx::query_as(FIND).bind(hash).bind(now.millis()).fetch_optional(connection).await?;
    row.map(Session::try_from).transpose()
}

const SET_MODE: &str = "UPDATE sessions SET mode = $2 WHERE token_hash = $1 AND expires_at > $3";

/// Sets the mode; false when there is no such session any more.
pub async fn set_mode(tx: &mut Tx, hash: &[u8], mode: Mode, now: Timestamp) -> Result<bool> {
    let set = sqlx::query(SET_MODE).bind(hash).bind(mode.as_str()).bind(now.millis()).execute(tx).await?;
    Ok(set.rows_affected() == 1)
}

const DELETE: &str = "DELETE FROM sessions WHERE token_hash = $1";

pub async fn delete(tx: &mut Tx, hash: &[u8]) -> Result<()> {
    sqlx::query(DELETE).bind(hash).execute(tx).await?;
    Ok(())
}

const DELETE_OF_USER: &str = "DELETE FROM sessions WHERE user_id = $1";

/// Ends every session of a user.
pub async fn delete_of_user(tx: &mut Tx, user: UserId) -> Result<()> {
    sqlx::query(DELETE_OF_USER).bind(user.bytes().as_slice()).execute(tx).await?;
    Ok(())
}

const PRUNE: &str = "DELETE FROM sessions WHERE expires_at <= $1";

/// Throws away sessions that are over.
pub async fn prune(tx: &mut Tx, now: Timestamp) -> Result<()> {
    sqlx::query(PRUNE).bind(now.millis()).execute(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, on_each_database};

    #[tokio::test]
    async fn a_session_that_is_over_is_not_found_and_thrown_away() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            let signed_in = world.engine.sign_in(World::EMAIL, &World::PASSWORD.into()).await.unwrap();
            let (session, at) = (signed_in.session, Timestamp::from_millis);
            let put = session.clone();
            database
                .db
                .write(move |tx| Box::pin(async move { insert(tx, b"hash", &put, at(1)..at(10)).await }))
                .await
                .unwrap();
            let mut read = database.db.read().await.unwrap();
            assert_eq!(find(&mut read, b"hash", at(9)).await.unwrap(), Some(session));
            assert_eq!(find(&mut read, b"hash", at(10)).await.unwrap(), None);
            database.db.write(move |tx| Box::pin(prune(tx, at(9)))).await.unwrap();
            assert!(find(&mut read, b"hash", at(9)).await.unwrap().is_some());
            let late = database.db.write(move |tx| Box::pin(set_mode(tx, b"hash", Mode::Live, at(10)))).await;
            assert!(!late.unwrap());
            database.db.write(move |tx| Box::pin(prune(tx, at(10)))).await.unwrap();
            assert_eq!(find(&mut read, b"hash", at(9)).await.unwrap(), None);
        })
        .await;
    }
}
