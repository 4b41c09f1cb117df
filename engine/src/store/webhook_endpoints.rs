//! Rows of `webhook_endpoints`.

use domain::{
    Mode, Timestamp,
    id::{AccountId, EndpointId},
    webhook::{DisabledReason, Subscription},
};
use secrecy::ExposeSecret as _;
use sqlx::{Any, AnyConnection};

use super::{db::Tx, query::Query};
use crate::{
    Error, Result,
    page::{Page, PageRequest},
    webhooks::{Endpoint, OldSecret},
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    account_id: Vec<u8>,
    mode: String,
    url: String,
    events: String,
    description: Option<String>,
    status: String,
    disabled_reason: Option<String>,
    disabled_at: Option<i64>,
    secret: Vec<u8>,
    old_secret: Option<Vec<u8>>,
    old_secret_until: Option<i64>,
    failing_since: Option<i64>,
    from_sequence: i64,
    created_at: i64,
    updated_at: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, mode, url, events, description, status, disabled_reason, disabled_at, secret, \
             old_secret, old_secret_until, failing_since, from_sequence, created_at, updated_at FROM webhook_endpoints ",
            $rest
        )
    };
}

impl TryFrom<Row> for Endpoint {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let old = row.old_secret.zip(row.old_secret_until);
        let reason = row.disabled_reason.map(|reason| reason.parse::<DisabledReason>());
        Ok(Self {
            id: EndpointId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            url: row.url,
            events: read_events(&row.events)?,
            description: row.description,
            status: row.status.parse().map_err(Error::internal)?,
            disabled_reason: reason
                .transpose()
                .map_err(|()| Error::internal("no such reason for a disabled endpoint"))?,
            disabled_at: row.disabled_at.map(Timestamp::from_millis),
            secret: row.secret.into(),
            old_secret: old.map(|(secret, until)| OldSecret {
                secret: secret.into(),
                until: Timestamp::from_millis(until),
            }),
            failing_since: row.failing_since.map(Timestamp::from_millis),
            from_sequence: row.from_sequence,
            created_at: Timestamp::from_millis(row.created_at),
            updated_at: Timestamp::from_millis(row.updated_at),
        })
    }
}

fn read_events(json: &str) -> Result<Subscription> {
    Subscription::parse(&serde_json::from_str::<Vec<String>>(json)?).map_err(Error::internal)
}

fn write_events(events: &Subscription) -> Result<String> {
    Ok(serde_json::to_string(&events.list())?)
}

pub async fn insert(tx: &mut Tx, endpoint: &Endpoint) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO webhook_endpoints (id, account_id, mode, url, events, description, status, secret, \
         from_sequence, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
    )
    .bind(endpoint.id.bytes().to_vec())
    .bind(endpoint.account.bytes().to_vec())
    .bind(endpoint.mode.as_str())
    .bind(endpoint.url.clone())
    .bind(write_events(&endpoint.events)?)
    .bind(endpoint.description.clone())
    .bind(endpoint.status.as_str())
    .bind(endpoint.secret.expose_secret().to_vec())
    .bind(endpoint.from_sequence)
    .bind(endpoint.created_at.millis())
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn find(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    id: EndpointId,
) -> Result<Option<Endpoint>> {
    let row = sqlx::query_as::<Any, Row>(select!(
        "WHERE id = $1 AND account_id = $2 AND mode = $3 AND deleted_at IS NULL"
    ))
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_optional(connection)
    .await?;
    row.map(Endpoint::try_from).transpose()
}

pub async fn list(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    page: &PageRequest<EndpointId>,
) -> Result<Page<Endpoint>> {
    let scope = vec![account.bytes().into(), mode.as_str().into()];
    let query = Query::new(select!("WHERE account_id = ? AND mode = ? AND deleted_at IS NULL"), scope);
    query.page::<Row, _, _>(connection, page, EndpointId::bytes).await
}

/// All endpoints of an account and mode, for whoever tells them something.
pub async fn all(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
) -> Result<Vec<Endpoint>> {
    let rows = sqlx::query_as::<Any, Row>(select!(
        "WHERE account_id = $1 AND mode = $2 AND deleted_at IS NULL ORDER BY id"
    ))
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(Endpoint::try_from).collect()
}

/// Writes everything that may change, in the place of what was read; `Conflict` when that has changed. How the endpoint
/// answers is noted by others meanwhile: that is forgotten or left alone.
pub async fn update(tx: &mut Tx, endpoint: &Endpoint, read: Timestamp) -> Result<()> {
    let old = endpoint.old_secret.as_ref();
    let updated = sqlx::query::<Any>(
        "UPDATE webhook_endpoints SET url = $1, events = $2, description = $3, status = $4, disabled_reason = $5, \
         secret = $6, old_secret = $7, old_secret_until = $8, \
         failing_since = CASE WHEN $9 = 1 THEN NULL ELSE failing_since END, from_sequence = $10, \
         updated_at = $11, disabled_at = $12 WHERE id = $13 AND account_id = $14 AND mode = $15 AND updated_at = $16 \
         AND deleted_at IS NULL",
    )
    .bind(endpoint.url.clone())
    .bind(write_events(&endpoint.events)?)
    .bind(endpoint.description.clone())
    .bind(endpoint.status.as_str())
    .bind(endpoint.disabled_reason.map(DisabledReason::as_str))
    .bind(endpoint.secret.expose_secret().to_vec())
    .bind(old.map(|old| old.secret.expose_secret().to_vec()))
    .bind(old.map(|old| old.until.millis()))
    .bind(i64::from(endpoint.failing_since.is_none()))
    .bind(endpoint.from_sequence)
    .bind(endpoint.updated_at.millis())
    .bind(endpoint.disabled_at.map(Timestamp::millis))
    .bind(endpoint.id.bytes().to_vec())
    .bind(endpoint.account.bytes().to_vec())
    .bind(endpoint.mode.as_str())
    .bind(read.millis())
    .execute(tx)
    .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Takes an endpoint out, its secrets with it; what was sent to it stays readable. False when it was not there.
pub async fn delete(
    tx: &mut Tx,
    (account, mode): (AccountId, Mode),
    id: EndpointId,
    now: Timestamp,
) -> Result<bool> {
    let deleted = sqlx::query::<Any>(
        "UPDATE webhook_endpoints SET deleted_at = $1, secret = $2, old_secret = NULL, old_secret_until = NULL \
         WHERE id = $3 AND account_id = $4 AND mode = $5 AND deleted_at IS NULL",
    )
    .bind(now.millis())
    .bind(Vec::<u8>::new())
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .execute(tx)
    .await?;
    Ok(deleted.rows_affected() == 1)
}

/// An endpoint for who sends to it; `None` when it is not enabled any more.
pub async fn find_enabled(connection: &mut AnyConnection, id: EndpointId) -> Result<Option<Endpoint>> {
    let row =
        sqlx::query_as::<Any, Row>(select!("WHERE id = $1 AND status = 'ENABLED' AND deleted_at IS NULL"))
            .bind(id.bytes().to_vec())
            .fetch_optional(connection)
            .await?;
    row.map(Endpoint::try_from).transpose()
}

/// Makes others that do the same wait until this transaction ends; `false` when it is not enabled any more.
pub async fn hold(tx: &mut Tx, id: EndpointId) -> Result<bool> {
    let held = sqlx::query::<Any>(
        "UPDATE webhook_endpoints SET status = status WHERE id = $1 AND status = 'ENABLED' AND deleted_at IS NULL",
    )
    .bind(id.bytes().to_vec())
    .execute(tx)
    .await?;
    Ok(held.rows_affected() == 1)
}

/// Notes that an endpoint answered well again.
pub async fn note_success(tx: &mut Tx, id: EndpointId) -> Result<()> {
    sqlx::query::<Any>(
        "UPDATE webhook_endpoints SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL",
    )
    .bind(id.bytes().to_vec())
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes the first failure after a success.
pub async fn note_failure(tx: &mut Tx, id: EndpointId, since: Timestamp) -> Result<()> {
    sqlx::query::<Any>(
        "UPDATE webhook_endpoints SET failing_since = $1 WHERE id = $2 AND failing_since IS NULL",
    )
    .bind(since.millis())
    .bind(id.bytes().to_vec())
    .execute(tx)
    .await?;
    Ok(())
}

/// Gives an endpoint up for what it has answered. One that the merchant has changed since it was read, or that has
/// answered well since, stays as it is: then `false`.
pub async fn disable(
    tx: &mut Tx,
    endpoint: &Endpoint,
    reason: DisabledReason,
    now: Timestamp,
) -> Result<bool> {
    let disabled = sqlx::query::<Any>(
        "UPDATE webhook_endpoints SET status = 'DISABLED', disabled_reason = $1, disabled_at = $2, \
         updated_at = CASE WHEN updated_at >= $2 THEN updated_at + 1 ELSE $2 END \
         WHERE id = $3 AND status = 'ENABLED' AND deleted_at IS NULL AND updated_at = $4 \
         AND ($5 = 1 OR failing_since = $6)",
    )
    .bind(reason.as_str())
    .bind(now.millis())
    .bind(endpoint.id.bytes().to_vec())
    .bind(endpoint.updated_at.millis())
    .bind(i64::from(reason == DisabledReason::Gone))
    .bind(endpoint.failing_since.map(Timestamp::millis))
    .execute(tx)
    .await?;
    Ok(disabled.rows_affected() == 1)
}
