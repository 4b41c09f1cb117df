//! Rows of `idempotency_keys`: what was answered to a request, by the key it came with.

use domain::{Mode, Timestamp, id::AccountId};
use sqlx::{Any, AnyConnection};

use super::db::Tx;
use crate::{
    Error, Result,
    idempotency::{Kept, Key},
};

/// A key belongs to an account and mode.
pub type Scope = (AccountId, Mode);

/// Makes requests with the same key take turns until the transaction ends: `false` when another has its turn. SQLite
/// has one writer and needs none.
pub async fn take_turn(tx: &mut Tx, turn: i64) -> Result<bool> {
    let taken: i64 = sqlx::query_scalar::<Any, i64>(
        "SELECT CASE WHEN pg_try_advisory_xact_lock($1) THEN 1::BIGINT ELSE 0::BIGINT END",
    )
    .bind(turn)
    .fetch_one(tx)
    .await?;
    Ok(taken == 1)
}

/// What was answered to a request with this key.
pub async fn find(connection: &mut AnyConnection, (account, mode): Scope, key: &Key) -> Result<Option<Kept>> {
    let row = sqlx::query_as::<Any, (Vec<u8>, i64, Vec<u8>)>(
        "SELECT fingerprint, status, body FROM idempotency_keys \
         WHERE account_id = $1 AND mode = $2 AND key = $3",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .bind(key.as_str())
    .fetch_optional(connection)
    .await?;
    row.map(|(fingerprint, status, body)| {
        let status = u16::try_from(status).map_err(Error::internal)?;
        Ok(Kept { fingerprint, status, body })
    })
    .transpose()
}

/// Keeps what is answered. A key that is there already is an error: whoever writes has looked.
pub async fn insert(
    tx: &mut Tx,
    (account, mode): Scope,
    key: &Key,
    kept: &Kept,
    now: Timestamp,
) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO idempotency_keys (account_id, mode, key, fingerprint, status, body, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .bind(key.as_str())
    .bind(kept.fingerprint.clone())
    .bind(i64::from(kept.status))
    .bind(kept.body.clone())
    .bind(now.millis())
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether any was kept at `before` or earlier.
pub async fn any_old(connection: &mut AnyConnection, before: Timestamp) -> Result<bool> {
    let found = sqlx::query_scalar::<Any, i64>(
        "SELECT created_at FROM idempotency_keys WHERE created_at <= $1 LIMIT 1",
    )
    .bind(before.millis())
    .fetch_optional(connection)
    .await?;
    Ok(found.is_some())
}

/// Forgets up to `most` of those that were kept at `before` or earlier; answers how many.
pub async fn prune(tx: &mut Tx, before: Timestamp, most: u32) -> Result<u64> {
    let pruned = sqlx::query::<Any>(
        "DELETE FROM idempotency_keys WHERE (account_id, mode, key) IN \
         (SELECT account_id, mode, key FROM idempotency_keys WHERE created_at <= $1 \
          ORDER BY created_at LIMIT $2)",
    )
    .bind(before.millis())
    .bind(i64::from(most))
    .execute(tx)
    .await?;
    Ok(pruned.rows_affected())
}
