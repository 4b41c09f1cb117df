//! Rows of `saved_views`.

use domain::{Mode, Timestamp, id::AccountId, text::Name};
use sqlx::{Any, AnyConnection};

use super::db::Tx;
use crate::{Error, Result, saved_views::SavedView};

/// Inserts a view, or gives the one of this name another query.
pub async fn put(
    tx: &mut Tx,
    (account, mode): (AccountId, Mode),
    view: &SavedView,
    now: Timestamp,
) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO saved_views (account_id, mode, name, query, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (account_id, mode, name) DO UPDATE SET query = excluded.query",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .bind(view.name.to_string())
    .bind(view.query.clone())
    .bind(now.millis())
    .execute(tx)
    .await?;
    Ok(())
}

/// All of them, the oldest first.
pub async fn list(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
) -> Result<Vec<SavedView>> {
    let rows: Vec<(String, String)> = sqlx::query_as::<Any, (String, String)>(
        "SELECT name, query FROM saved_views WHERE account_id = $1 AND mode = $2 ORDER BY created_at, name",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_all(connection)
    .await?;
    let view = |(name, query): (String, String)| {
        Ok(SavedView { name: name.parse().map_err(Error::internal)?, query })
    };
    rows.into_iter().map(view).collect()
}

/// Forgets one.
pub async fn delete(tx: &mut Tx, (account, mode): (AccountId, Mode), name: &Name) -> Result<()> {
    sqlx::query::<Any>("DELETE FROM saved_views WHERE account_id = $1 AND mode = $2 AND name = $3")
        .bind(account.bytes().to_vec())
        .bind(mode.as_str())
        .bind(name.to_string())
        .execute(tx)
        .await?;
    Ok(())
}
