//! Rows of `webhook_deliveries`: one event on its way to one endpoint.

use domain::{
    Mode, Timestamp,
    id::{AccountId, DeliveryId, EndpointId, EventId},
    webhook::{DeliveryStatus, EndpointStatus},
};
use sqlx::{Any, AnyConnection};

use super::{db::Tx, event_sequences::Given, query::Query};
use crate::{
    Error, Result,
    page::{Page, PageRequest},
    webhooks::{Delivery, DeliveryFilter, Endpoint},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    account_id: Vec<u8>,
    mode: String,
    endpoint_id: Vec<u8>,
    event_id: Vec<u8>,
    status: String,
    attempts: i64,
    tries: i64,
    next_attempt_at: Option<i64>,
    created_at: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, mode, endpoint_id, event_id, status, attempts, tries, next_attempt_at, created_at \
             FROM webhook_deliveries ",
            $rest
        )
    };
}

impl TryFrom<Row> for Delivery {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: DeliveryId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            endpoint: EndpointId::from_bytes(&row.endpoint_id).map_err(Error::internal)?,
            event: EventId::from_bytes(&row.event_id).map_err(Error::internal)?,
            status: row.status.parse().map_err(Error::internal)?,
            attempts: u32::try_from(row.attempts).map_err(Error::internal)?,
            tries: u32::try_from(row.tries).map_err(Error::internal)?,
            next_attempt_at: row.next_attempt_at.map(Timestamp::from_millis),
            created_at: Timestamp::from_millis(row.created_at),
        })
    }
}

/// Inserts the delivery of each event that was given a place and that the endpoint listens to: due at once when it
/// is enabled, skipped when not. `ids` has one for each of the places.
pub async fn fan_out(
    tx: &mut Tx,
    given: &Given,
    endpoint: &Endpoint,
    ids: &[[u8; 16]],
    now: Timestamp,
) -> Result<()> {
    let (status, due) = match endpoint.status {
        EndpointStatus::Enabled => (DeliveryStatus::Pending, Some(now.millis())),
        EndpointStatus::Paused | EndpointStatus::Disabled => (DeliveryStatus::Skipped, None),
    };
    // The ids come as one text of bytes, so that one statement serves however many events there are.
    sqlx::query::<Any>(
        "INSERT INTO webhook_deliveries (id, account_id, mode, endpoint_id, event_id, object_id, sequence, status, \
         attempts, tries, next_attempt_at, created_at) \
         SELECT SUBSTR($1, CAST((sequence - $2) * 16 - 15 AS INTEGER), 16), account_id, mode, $3, id, object_id, \
         sequence, $4, 0, 0, CAST($5 AS BIGINT), CAST($6 AS BIGINT) FROM events \
         WHERE account_id = $7 AND mode = $8 AND sequence > 0 AND sequence > $2 AND sequence <= $9 \
         AND ($10 = '[\"*\"]' OR $10 LIKE '%\"' || type || '\"%')",
    )
    .bind(ids.concat())
    .bind(given.after)
    .bind(endpoint.id.bytes().to_vec())
    .bind(status.as_str())
    .bind(due)
    .bind(now.millis())
    .bind(given.account.bytes().to_vec())
    .bind(given.mode.as_str())
    .bind(given.last)
    .bind(serde_json::to_string(&endpoint.events.list())?)
    .execute(tx)
    .await?;
    Ok(())
}

/// Inserts the delivery of one event that has no place in the sequence, due at once.
pub async fn insert(tx: &mut Tx, delivery: &Delivery, object: &[u8; 16]) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO webhook_deliveries (id, account_id, mode, endpoint_id, event_id, object_id, sequence, status, \
         attempts, tries, next_attempt_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 0, 0, $8, $9)",
    )
    .bind(delivery.id.bytes().to_vec())
    .bind(delivery.account.bytes().to_vec())
    .bind(delivery.mode.as_str())
    .bind(delivery.endpoint.bytes().to_vec())
    .bind(delivery.event.bytes().to_vec())
    .bind(object.to_vec())
    .bind(delivery.status.as_str())
    .bind(delivery.next_attempt_at.map(Timestamp::millis))
    .bind(delivery.created_at.millis())
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether a delivery `d` may be sent. An event that was never sent waits while an earlier one about the same object was
/// not; failures hold nothing up.
macro_rules! has_its_turn {
    () => {
        "(d.attempts > 0 OR NOT EXISTS (SELECT 1 FROM webhook_deliveries b \
          WHERE b.endpoint_id = d.endpoint_id AND b.object_id = d.object_id AND b.sequence < d.sequence \
          AND b.attempts = 0 AND b.next_attempt_at IS NOT NULL))"
    };
}

/// Enabled endpoints with something to send, and whether they are failing.
pub async fn list_due(connection: &mut AnyConnection, now: Timestamp) -> Result<Vec<(EndpointId, bool)>> {
    let rows: Vec<(Vec<u8>, Option<i64>)> = sqlx::query_as::<Any, _>(concat!(
        "SELECT e.id, e.failing_since FROM webhook_endpoints e \
         WHERE e.status = 'ENABLED' AND e.deleted_at IS NULL AND EXISTS \
         (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.next_attempt_at <= $1 AND ",
        has_its_turn!(),
        ")"
    ))
    .bind(now.millis())
    .fetch_all(connection)
    .await?;
    let due = |(id, failing): (Vec<u8>, Option<i64>)| {
        Ok((EndpointId::from_bytes(&id).map_err(Error::internal)?, failing.is_some()))
    };
    rows.into_iter().map(due).collect()
}

/// Takes what is due of one endpoint until `lease`, oldest first.
pub async fn take_due(
    tx: &mut Tx,
    endpoint: EndpointId,
    most: i64,
    now: Timestamp,
    lease: Timestamp,
) -> Result<Vec<Delivery>> {
    let rows = sqlx::query_as::<Any, Row>(concat!(
        "UPDATE webhook_deliveries SET status = 'SENDING', next_attempt_at = $1 WHERE id IN \
         (SELECT d.id FROM webhook_deliveries d WHERE d.endpoint_id = $2 AND d.next_attempt_at <= $3 AND ",
        has_its_turn!(),
        " ORDER BY d.next_attempt_at, d.sequence LIMIT $4) \
         AND status IN ('PENDING', 'SENDING') AND next_attempt_at <= $3 \
         RETURNING id, account_id, mode, endpoint_id, event_id, status, attempts, tries, next_attempt_at, created_at"
    ))
    .bind(lease.millis())
    .bind(endpoint.bytes().to_vec())
    .bind(now.millis())
    .bind(most)
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Delivery::try_from).collect()
}

/// What an attempt has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub status: DeliveryStatus,
    pub next_attempt_at: Option<Timestamp>,
}

/// Ends a lease after an attempt; `Conflict` when the lease was lost.
pub async fn conclude(tx: &mut Tx, delivery: &Delivery, outcome: Outcome) -> Result<()> {
    let concluded = sqlx::query::<Any>(
        "UPDATE webhook_deliveries SET status = $1, next_attempt_at = $2, attempts = attempts + 1, \
         tries = tries + 1 WHERE id = $3 AND status = 'SENDING' AND next_attempt_at = $4",
    )
    .bind(outcome.status.as_str())
    .bind(outcome.next_attempt_at.map(Timestamp::millis))
    .bind(delivery.id.bytes().to_vec())
    .bind(delivery.next_attempt_at.map(Timestamp::millis))
    .execute(tx)
    .await?;
    if concluded.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Gives a lease back without an attempt.
pub async fn release(tx: &mut Tx, delivery: &Delivery, due: Timestamp) -> Result<()> {
    sqlx::query::<Any>(
        "UPDATE webhook_deliveries SET status = 'PENDING', next_attempt_at = $1 \
         WHERE id = $2 AND status = 'SENDING' AND next_attempt_at = $3",
    )
    .bind(due.millis())
    .bind(delivery.id.bytes().to_vec())
    .bind(delivery.next_attempt_at.map(Timestamp::millis))
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn find(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    id: DeliveryId,
) -> Result<Option<Delivery>> {
    let row = sqlx::query_as::<Any, Row>(select!("WHERE id = $1 AND account_id = $2 AND mode = $3"))
        .bind(id.bytes().to_vec())
        .bind(account.bytes().to_vec())
        .bind(mode.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(Delivery::try_from).transpose()
}

pub async fn list(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    filter: &DeliveryFilter,
    page: &PageRequest<DeliveryId>,
) -> Result<Page<Delivery>> {
    let scope = vec![account.bytes().into(), mode.as_str().into()];
    Query::new(select!("WHERE account_id = ? AND mode = ?"), scope)
        .and_some("event_id = ?", filter.event.as_ref().map(EventId::bytes))
        .and_some("endpoint_id = ?", filter.endpoint.as_ref().map(EndpointId::bytes))
        .and(standing(filter), Vec::new())
        .page::<Row, _, _>(connection, page, DeliveryId::bytes)
        .await
}

/// Written out, because the indexes of what is seldom do not know what is bound.
const fn standing(filter: &DeliveryFilter) -> &'static str {
    match filter.status {
        None if filter.waits => "status IN ('PENDING', 'SENDING') AND next_attempt_at IS NOT NULL",
        None => "1 = 1",
        Some(DeliveryStatus::Pending) => "status = 'PENDING'",
        Some(DeliveryStatus::Sending) => "status = 'SENDING'",
        Some(DeliveryStatus::Succeeded) => "status = 'SUCCEEDED'",
        Some(DeliveryStatus::Failed) => "status = 'FAILED'",
        Some(DeliveryStatus::Skipped) => "status = 'SKIPPED'",
    }
}

/// Starts a new series at once, in the place of what was read; `Conflict` when that has changed.
pub async fn restart(tx: &mut Tx, delivery: &Delivery, now: Timestamp) -> Result<()> {
    let restarted = sqlx::query::<Any>(
        "UPDATE webhook_deliveries SET status = 'PENDING', tries = 0, next_attempt_at = $1 \
         WHERE id = $2 AND account_id = $3 AND mode = $4 AND status = $5 AND attempts = $6 \
         AND next_attempt_at IS NOT DISTINCT FROM $7",
    )
    .bind(now.millis())
    .bind(delivery.id.bytes().to_vec())
    .bind(delivery.account.bytes().to_vec())
    .bind(delivery.mode.as_str())
    .bind(delivery.status.as_str())
    .bind(i64::from(delivery.attempts))
    .bind(delivery.next_attempt_at.map(Timestamp::millis))
    .execute(tx)
    .await?;
    if restarted.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Whether anything has failed or was skipped since a moment.
pub async fn any_undelivered(tx: &mut Tx, endpoint: &Endpoint, since: Timestamp) -> Result<bool> {
    let found = sqlx::query_scalar::<Any, i64>(
        "SELECT 1 FROM webhook_deliveries WHERE endpoint_id = $1 AND account_id = $2 AND mode = $3 \
         AND status IN ('FAILED', 'SKIPPED') AND created_at >= $4 LIMIT 1",
    )
    .bind(endpoint.id.bytes().to_vec())
    .bind(endpoint.account.bytes().to_vec())
    .bind(endpoint.mode.as_str())
    .bind(since.millis())
    .fetch_optional(tx)
    .await?;
    Ok(found.is_some())
}

/// Ends what waits for an endpoint that is taken out.
pub async fn skip_pending(tx: &mut Tx, endpoint: EndpointId) -> Result<()> {
    sqlx::query::<Any>(
        "UPDATE webhook_deliveries SET status = 'SKIPPED', next_attempt_at = NULL \
         WHERE endpoint_id = $1 AND status = 'PENDING' AND next_attempt_at IS NOT NULL",
    )
    .bind(endpoint.bytes().to_vec())
    .execute(tx)
    .await?;
    Ok(())
}

/// Starts a new series for what has failed or was skipped since a moment, the oldest first; answers how many.
pub async fn restart_undelivered(
    tx: &mut Tx,
    endpoint: &Endpoint,
    since: Timestamp,
    most: i64,
    now: Timestamp,
) -> Result<u64> {
    let restarted = sqlx::query::<Any>(
        "UPDATE webhook_deliveries SET status = 'PENDING', tries = 0, next_attempt_at = $1 WHERE id IN \
         (SELECT id FROM webhook_deliveries WHERE endpoint_id = $2 AND account_id = $3 AND mode = $4 \
          AND status IN ('FAILED', 'SKIPPED') AND created_at >= $5 ORDER BY sequence LIMIT $6) \
         AND status IN ('FAILED', 'SKIPPED')",
    )
    .bind(now.millis())
    .bind(endpoint.id.bytes().to_vec())
    .bind(endpoint.account.bytes().to_vec())
    .bind(endpoint.mode.as_str())
    .bind(since.millis())
    .bind(most)
    .execute(tx)
    .await?;
    Ok(restarted.rows_affected())
}
