//! Counts what is due, each in the index its job looks it up in.

use domain::Timestamp;
use sqlx::{Any, AnyConnection};

use crate::{Result, jobs::Backlog};

const COUNT: &str = "SELECT \
    (SELECT COUNT(*) FROM usages WHERE state = 'awaiting_customer'), \
    (SELECT COUNT(*) FROM authorisations WHERE next_try_at <= $1), \
    (SELECT COUNT(*) FROM events WHERE sequence IS NULL), \
    (SELECT COUNT(*) FROM webhook_endpoints e JOIN webhook_deliveries d ON d.endpoint_id = e.id \
     WHERE e.status = 'ENABLED' AND e.deleted_at IS NULL AND d.next_attempt_at <= $1), \
    (SELECT COUNT(*) FROM mails WHERE next_try_at <= $1)";

pub async fn count(connection: &mut AnyConnection, now: Timestamp) -> Result<Backlog> {
    let (waiting_usages, payments_in_doubt, new_events, deliveries, mails) =
        sqlx::query_as::<Any, (i64, i64, i64, i64, i64)>(COUNT)
            .bind(now.millis())
            .fetch_one(connection)
            .await?;
    Ok(Backlog { waiting_usages, payments_in_doubt, new_events, deliveries, mails })
}
