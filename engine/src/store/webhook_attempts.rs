//! Rows of `webhook_attempts`: what was sent and what came back.

use domain::{
    Mode, Timestamp,
    id::{AccountId, DeliveryId},
};
use sqlx::{Any, AnyConnection};

use super::db::Tx;
use crate::{Error, Result, webhooks::Attempt};

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    request_headers: String,
    answer_status: Option<i64>,
    answer_body: Option<Vec<u8>>,
    error: Option<String>,
    error_detail: Option<String>,
    started_at: i64,
    duration: i64,
    lag: i64,
}

impl TryFrom<Row> for Attempt {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            number: u32::try_from(row.number).map_err(Error::internal)?,
            request_headers: serde_json::from_str(&row.request_headers)?,
            answer_status: row.answer_status.map(u16::try_from).transpose().map_err(Error::internal)?,
            answer_body: row.answer_body,
            error: row.error,
            error_detail: row.error_detail,
            started_at: Timestamp::from_millis(row.started_at),
            duration_millis: row.duration,
            lag_millis: row.lag,
        })
    }
}

pub async fn insert(tx: &mut Tx, delivery: DeliveryId, attempt: &Attempt) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO webhook_attempts (delivery_id, number, request_headers, answer_status, answer_body, error, \
         error_detail, started_at, duration, lag) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(delivery.bytes().to_vec())
    .bind(i64::from(attempt.number))
    .bind(serde_json::to_string(&attempt.request_headers)?)
    .bind(attempt.answer_status.map(i64::from))
    .bind(attempt.answer_body.clone())
    .bind(attempt.error.clone())
    .bind(attempt.error_detail.clone())
    .bind(attempt.started_at.millis())
    .bind(attempt.duration_millis)
    .bind(attempt.lag_millis)
    .execute(tx)
    .await?;
    Ok(())
}

/// Attempts that are shown of one delivery: two series and a half, or the latest of very many retries.
const SHOWN: i64 = 25;

/// The latest attempts of a delivery, in the order in which they were made.
pub async fn list(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    delivery: DeliveryId,
) -> Result<Vec<Attempt>> {
    let rows = sqlx::query_as::<Any, Row>(
        "SELECT a.number, a.request_headers, a.answer_status, a.answer_body, a.error, a.error_detail, a.started_at, \
         a.duration, a.lag FROM webhook_attempts a JOIN webhook_deliveries d ON d.id = a.delivery_id \
         WHERE a.delivery_id = $1 AND d.account_id = $2 AND d.mode = $3 \
         ORDER BY a.number DESC LIMIT $4",
    )
    .bind(delivery.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .bind(SHOWN)
    .fetch_all(connection)
    .await?;
    rows.into_iter().rev().map(Attempt::try_from).collect()
}
