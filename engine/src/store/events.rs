//! The rows of events: appended, and given their place; nothing else of them ever changes.

use domain::{
    Mode, Timestamp,
    event::EventType,
    id::{AccountId, EventId, LinkId, UsageId},
};
use serde_json::Value;
use sqlx::{Any, AnyConnection};

use super::{db::Tx, query::Query};
use crate::{
    error::{Error, Result},
    events::{Event, EventFilter, KeptEvent, News},
    page::{Page, PageRequest},
};

/// Appends an event.
pub async fn insert(tx: &mut Tx, event: &Event) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO events (id, account_id, mode, type, object_id, link_id, \"by\", data, created_at, changed, \
         sequence) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(event.id.bytes().to_vec())
    .bind(event.subject.account.bytes().to_vec())
    .bind(event.subject.mode.as_str())
    .bind(event.kind.as_str())
    .bind(event.subject.object.to_vec())
    .bind(event.subject.link.map(|link| link.bytes().to_vec()))
    .bind(event.by.clone())
    .bind(event.subject.data.to_string())
    .bind(event.at.millis())
    .bind(event.subject.changed.as_ref().map(serde_json::to_string).transpose()?)
    // A place is given later, except to what has none.
    .bind((!event.kind.is_listed()).then_some(0_i64))
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
    /// The names of the fields that an edit changed.
    pub changed: Vec<String>,
}

type Row = (String, String, String, i64, Option<String>);

/// The last 50 events about one object, newest first.
pub async fn of_object(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    object: &[u8; 16],
) -> Result<Vec<Told>> {
    let rows: Vec<Row> = sqlx::query_as::<Any, Row>(
        "SELECT type, \"by\", data, created_at, changed FROM events \
         WHERE object_id = $1 AND account_id = $2 AND mode = $3 ORDER BY id DESC LIMIT 50",
    )
    .bind(object.to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(told).collect()
}

fn told((kind, by, data, at, changed): Row) -> Result<Told> {
    Ok(Told {
        kind: kind.parse().map_err(Error::internal)?,
        by,
        data: serde_json::from_str(&data)?,
        at: Timestamp::from_millis(at),
        changed: changed.map_or(Ok(Vec::new()), |names| serde_json::from_str(&names))?,
    })
}

#[derive(sqlx::FromRow)]
struct KeptRow {
    id: Vec<u8>,
    mode: String,
    r#type: String,
    sequence: Option<i64>,
    data: String,
    created_at: i64,
}

impl TryFrom<KeptRow> for KeptEvent {
    type Error = Error;

    fn try_from(row: KeptRow) -> Result<Self> {
        Ok(Self {
            id: EventId::from_bytes(&row.id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            kind: row.r#type,
            sequence: row.sequence.filter(|place| *place > 0),
            data: serde_json::from_str(&row.data)?,
            at: Timestamp::from_millis(row.created_at),
        })
    }
}

macro_rules! select_kept {
    ($rest:literal) => {
        concat!("SELECT id, mode, type, sequence, data, created_at FROM events ", $rest)
    };
}

pub async fn find(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    id: EventId,
) -> Result<Option<KeptEvent>> {
    let row = sqlx::query_as::<Any, KeptRow>(select_kept!("WHERE id = $1 AND account_id = $2 AND mode = $3"))
        .bind(id.bytes().to_vec())
        .bind(account.bytes().to_vec())
        .bind(mode.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(KeptEvent::try_from).transpose()
}

/// One page, newest first.
pub async fn list(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    filter: &EventFilter,
    page: &PageRequest<EventId>,
) -> Result<Page<KeptEvent>> {
    let query = filtered(select_kept!("WHERE account_id = ? AND mode = ?"), (account, mode), filter);
    query.page::<KeptRow, _, _>(connection, page, EventId::bytes).await
}

/// What follows a place in the sequence, oldest first. The places are sorted only where it is cheap: in their index.
pub async fn list_after_place(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    filter: &EventFilter,
    after: i64,
    page: &PageRequest<EventId>,
) -> Result<Page<KeptEvent>> {
    const SELECT: &str = select_kept!("WHERE account_id = ? AND mode = ? AND sequence > 0");
    let query = filtered(SELECT, (account, mode), filter).and("sequence > ?", vec![after.into()]);
    let total = query.total(connection, page).await?;
    let rows: Vec<KeptRow> = query.first("sequence", page.limit() + 1).fetch(connection).await?;
    let items = rows.into_iter().map(KeptEvent::try_from).collect::<Result<_>>()?;
    Ok(Page { total, ..Page::from_rows(items, page) })
}

fn filtered(select: &'static str, (account, mode): (AccountId, Mode), filter: &EventFilter) -> Query {
    Query::new(select, vec![account.bytes().into(), mode.as_str().into()])
        .and_some("type = ?", filter.kind.map(EventType::as_str))
        .and_some("link_id = ?", filter.link.as_ref().map(LinkId::bytes))
        .and_some("object_id = ?", filter.object.as_ref())
        .made_between(filter.created_gte, filter.created_lt)
}

/// The columns of [`News`].
type NewsRow = (Vec<u8>, Vec<u8>, String, String, Vec<u8>, Option<Vec<u8>>, String);

/// What happened after an event, in every account, oldest first. For the one reader of a server.
pub async fn list_after(connection: &mut AnyConnection, after: EventId, limit: i64) -> Result<Vec<News>> {
    let rows: Vec<NewsRow> = sqlx::query_as::<Any, NewsRow>(
        "SELECT id, account_id, mode, type, object_id, link_id, data FROM events \
         WHERE id > $1 ORDER BY id LIMIT $2",
    )
    .bind(after.bytes().to_vec())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(news).collect()
}

/// The same of one account and mode.
pub async fn list_after_of(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    after: EventId,
    limit: i64,
) -> Result<Vec<News>> {
    let rows: Vec<NewsRow> = sqlx::query_as::<Any, NewsRow>(
        "SELECT id, account_id, mode, type, object_id, link_id, data FROM events \
         WHERE account_id = $1 AND mode = $2 AND id > $3 ORDER BY id LIMIT $4",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .bind(after.bytes().to_vec())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(news).collect()
}

fn news((id, account, mode, kind, object, link, data): NewsRow) -> Result<News> {
    let link = link.map(|link| LinkId::from_bytes(&link)).transpose().map_err(Error::internal)?;
    let usage = if kind.starts_with("usage.") {
        Some(UsageId::from_bytes(&object).map_err(Error::internal)?)
    } else if kind.starts_with("payment.") {
        let data: Value = serde_json::from_str(&data)?;
        data["usage_id"].as_str().and_then(|usage| usage.parse().ok())
    } else {
        None
    };
    Ok(News {
        id: EventId::from_bytes(&id).map_err(Error::internal)?,
        account: AccountId::from_bytes(&account).map_err(Error::internal)?,
        mode: mode.parse().map_err(Error::internal)?,
        kind,
        object: object.try_into().map_err(|_| Error::internal("an id has 16 bytes"))?,
        link,
        usage,
    })
}

/// The ids after one, of every account.
pub async fn ids_after(connection: &mut AnyConnection, after: EventId) -> Result<Vec<EventId>> {
    let ids: Vec<Vec<u8>> = sqlx::query_scalar::<Any, Vec<u8>>("SELECT id FROM events WHERE id > $1")
        .bind(after.bytes().to_vec())
        .fetch_all(connection)
        .await?;
    ids.iter().map(|id| EventId::from_bytes(id).map_err(Error::internal)).collect()
}

/// How many events there are after `after` and up to `last`, in every account.
pub async fn count_between(connection: &mut AnyConnection, after: EventId, last: EventId) -> Result<usize> {
    let count: i64 = sqlx::query_scalar::<Any, i64>("SELECT COUNT(*) FROM events WHERE id > $1 AND id <= $2")
        .bind(after.bytes().to_vec())
        .bind(last.bytes().to_vec())
        .fetch_one(connection)
        .await?;
    usize::try_from(count).map_err(Error::internal)
}

/// Whether this is an event of the account and mode.
pub async fn exists(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    id: EventId,
) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar::<Any, i64>(
        "SELECT created_at FROM events WHERE id = $1 AND account_id = $2 AND mode = $3",
    )
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(found.is_some())
}

/// The newest event of the account and mode.
pub async fn newest(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
) -> Result<Option<EventId>> {
    let id: Option<Vec<u8>> = sqlx::query_scalar::<Any, Vec<u8>>(
        "SELECT id FROM events WHERE account_id = $1 AND mode = $2 ORDER BY id DESC LIMIT 1",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_optional(connection)
    .await?;
    id.map(|id| EventId::from_bytes(&id).map_err(Error::internal)).transpose()
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
