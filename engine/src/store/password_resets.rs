//! Rows of `password_resets`, by the hash of the token that was mailed.

use domain::{Timestamp, id::UserId};

use super::db::Tx;
use crate::{Error, Result};

const INSERT: &str = "INSERT INTO password_resets (token_hash, user_id, expires_at) VALUES ($1, $2, $3)";

pub async fn insert(tx: &mut Tx, hash: &[u8], user: UserId, expires_at: Timestamp) -> Result<()> {
    sqlx::query(INSERT)
        .bind(hash)
        .bind(user.bytes().as_slice())
        .bind(expires_at.millis())
        .execute(tx)
        .await?;
    Ok(())
}

const TAKE: &str = "DELETE FROM password_resets WHERE token_hash = $1 AND expires_at > $2 RETURNING user_id";

/// Uses a token up; `None` when there is none, or it is too old.
pub async fn take(tx: &mut Tx, hash: &[u8], now: Timestamp) -> Result<Option<UserId>> {
    let user: Option<Vec<u8>> =
        sqlx::query_scalar(TAKE).bind(hash).bind(now.millis()).fetch_optional(tx).await?;
    user.map(|user| UserId::from_bytes(&user).map_err(Error::internal)).transpose()
}

const EXISTS: &str = "SELECT expires_at FROM password_resets WHERE token_hash = $1 AND expires_at > $2";

/// Whether a token still sets a password.
pub async fn exists(connection: &mut sqlx::AnyConnection, hash: &[u8], now: Timestamp) -> Result<bool> {
    let found: Option<i64> =
        sqlx::query_scalar(EXISTS).bind(hash).bind(now.millis()).fetch_optional(connection).await?;
    Ok(found.is_some())
}

const FORGET: &str = "DELETE FROM password_resets WHERE user_id = $1";

/// Takes away every token of a user.
pub async fn forget(tx: &mut Tx, user: UserId) -> Result<()> {
    sqlx::query(FORGET).bind(user.bytes().as_slice()).execute(tx).await?;
    Ok(())
}

const PRUNE: &str = "DELETE FROM password_resets WHERE expires_at <= $1";

/// Throws away tokens that are too old.
pub async fn prune(tx: &mut Tx, now: Timestamp) -> Result<()> {
    sqlx::query(PRUNE).bind(now.millis()).execute(tx).await?;
    Ok(())
}
