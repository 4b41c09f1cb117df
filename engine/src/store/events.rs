//! The rows of events: appended, never changed.

use domain::{Mode, Timestamp, event::EventType, id::AccountId};
use serde_json::Value;
use sqlx::{Any, AnyConnection};

use super::db::Tx;
use crate::{
    error::{Error, Result},
    events::Event,
};

/// Appends an event.
pub async fn insert(tx: &mut Tx, event: &Event) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO events (id, account_id, mode, type, object_id, link_id, \"by\", data, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(event.id.bytes().to_vec())
    .bind(event.subject.account.bytes().to_vec())
    .bind(event.subject.mode.as_str())
    .bind(event.kind.as_str())
    .bind(event.subject.object.to_vec())
    .bind(event.subject.link.bytes().to_vec())
    .bind(event.by.clone())
    .bind(event.subject.data.to_string())
    .bind(event.at.millis())
    .execute(tx)
    .await?;
    Ok(())
}

/// An event as it is kept.
pub struct Told {
    pub kind: EventType,
    pub by: String,
    pub data: Value,
    pub at: Timestamp,
}

type Row = (String, String, String, i64);

/// The last 50 events about one object, newest first.
pub async fn of_object(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    object: &[u8; 16],
) -> Result<Vec<Told>> {
    let rows: Vec<Row> = sqlx::query_as::<Any, Row>(
        "SELECT type, \"by\", data, created_at FROM events \
         WHERE object_id = $1 AND account_id = $2 AND mode = $3 ORDER BY id DESC LIMIT 50",
    )
    .bind(object.to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(told).collect()
}

fn told((kind, by, data, at): Row) -> Result<Told> {
    Ok(Told {
        kind: kind.parse().map_err(Error::internal)?,
        by,
        data: serde_json::from_str(&data)?,
        at: Timestamp::from_millis(at),
    })
}

/// How often each type happened through one link.
#[cfg(test)]
pub async fn count_of_link(
    connection: &mut AnyConnection,
    link: domain::id::LinkId,
) -> Result<Vec<(String, i64)>> {
    Ok(sqlx::query_as::<Any, (String, i64)>(
        "SELECT type, COUNT(*) FROM events WHERE link_id = $1 GROUP BY type ORDER BY type",
    )
    .bind(link.bytes().to_vec())
    .fetch_all(connection)
    .await?)
}
