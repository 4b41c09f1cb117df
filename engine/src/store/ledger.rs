//! Recounts: queries that find rows which contradict each other.

use domain::id::{AccountId, EndpointId, LinkId, UsageId};
use sqlx::{Any, AnyConnection};

use crate::{
    error::{Error, Result},
    ledger::Difference,
};

/// Every contradiction in the database.
pub async fn differences(connection: &mut AnyConnection) -> Result<Vec<Difference>> {
    let mut differences = slots(connection).await?;
    differences.extend(used_up(connection).await?);
    differences.extend(sequences(connection).await?);
    differences.extend(deliveries(connection).await?);
    for (what, detail, sql) in CONTRADICTIONS {
        let ids: Vec<Vec<u8>> = sqlx::query_scalar::<Any, Vec<u8>>(sql).fetch_all(&mut *connection).await?;
        for id in ids {
            let object = UsageId::from_bytes(&id).map_err(Error::internal)?.to_string();
            differences.push(Difference { what, object, detail: detail.to_owned() });
        }
    }
    Ok(differences)
}

/// Usages that contradict their payment, their events, or themselves.
const CONTRADICTIONS: [(&str, &str, &str); 10] = [
    (
        "usages.payment",
        "the payment was accepted or settled, but the usage is not PAYMENT_CREATED",
        "SELECT u.id FROM usages u JOIN payments p ON p.usage_id = u.id \
         WHERE p.status IN ('ACCEPTED', 'SETTLED') AND u.state <> 'payment_created'",
    ),
    (
        "usages.payment",
        "the usage is PAYMENT_CREATED without a payment",
        "SELECT u.id FROM usages u LEFT JOIN payments p ON p.usage_id = u.id \
         WHERE u.state IN ('payment_created', 'reversed') AND p.id IS NULL",
    ),
    (
        "usages.payment",
        "the usage has failed or expired, but its payment was not rejected",
        "SELECT u.id FROM usages u JOIN payments p ON p.usage_id = u.id \
         WHERE u.state IN ('failed', 'expired') AND p.status <> 'REJECTED'",
    ),
    (
        "usages.payment",
        "the usage is PAYMENT_CREATED, but its payment was rejected",
        "SELECT u.id FROM usages u JOIN payments p ON p.usage_id = u.id \
         WHERE u.state = 'payment_created' AND p.status = 'REJECTED'",
    ),
    (
        "usages.payment",
        "the usage was reversed, but its payment was not rejected",
        "SELECT u.id FROM usages u JOIN payments p ON p.usage_id = u.id \
         WHERE u.state = 'reversed' AND p.status <> 'REJECTED'",
    ),
    (
        "usages.payment_status",
        "the usage says another status than its payment has",
        "SELECT u.id FROM usages u LEFT JOIN payments p ON p.usage_id = u.id \
         WHERE u.payment_status <> COALESCE(p.status, 'NONE')",
    ),
    (
        "usages.authorisation",
        "the payment may be under way, but nobody is going to ask the bank about it",
        "SELECT u.id FROM usages u JOIN authorisations a ON a.usage_id = u.id \
         WHERE u.state = 'submitting' AND a.next_try_at IS NULL",
    ),
    (
        "usages.events",
        "the usage has ended, but no event tells of it",
        "SELECT u.id FROM usages u WHERE u.state NOT IN ('awaiting_customer', 'submitting') AND NOT EXISTS \
         (SELECT 1 FROM events e WHERE e.object_id = u.id \
          AND e.type IN ('usage.payment_created', 'usage.failed', 'usage.expired'))",
    ),
    (
        "usages.authorisation",
        "the usage has no record of its talk with the bank",
        "SELECT u.id FROM usages u LEFT JOIN authorisations a ON a.usage_id = u.id WHERE a.usage_id IS NULL",
    ),
    (
        "usages.events",
        "the usage has no usage.started event",
        "SELECT u.id FROM usages u WHERE NOT EXISTS \
         (SELECT 1 FROM events e WHERE e.object_id = u.id AND e.type = 'usage.started')",
    ),
];

/// Links whose slot counters differ from their usages, or exceed their limit.
async fn slots(connection: &mut AnyConnection) -> Result<Vec<Difference>> {
    let rows: Vec<(Vec<u8>, i64, i64, i64, i64, i64)> = sqlx::query_as::<Any, _>(
        "SELECT id, max_usages, started, completed, counted_started, counted_completed FROM \
         (SELECT l.id, l.max_usages, l.started, l.completed, \
          (SELECT COUNT(*) FROM usages u WHERE u.link_id = l.id AND u.state IN ('awaiting_customer', 'submitting')) \
           AS counted_started, \
          (SELECT COUNT(*) FROM usages u WHERE u.link_id = l.id AND u.state IN ('payment_created', 'reversed')) \
           AS counted_completed FROM links l) AS counted \
         WHERE started <> counted_started OR completed <> counted_completed OR started + completed > max_usages",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, max, started, completed, counted_started, counted_completed)| {
            Ok(Difference {
                what: "links.slots",
                object: LinkId::from_bytes(&id).map_err(Error::internal)?.to_string(),
                detail: format!(
                    "max_usages {max}; started {started}, counted {counted_started}; \
                     completed {completed}, counted {counted_completed}"
                ),
            })
        })
        .collect()
}

/// Links that are marked as used up and are not, or the other way round.
async fn used_up(connection: &mut AnyConnection) -> Result<Vec<Difference>> {
    let ids: Vec<Vec<u8>> = sqlx::query_scalar::<Any, Vec<u8>>(
        "SELECT id FROM links WHERE (completed >= max_usages AND used_at IS NULL) \
         OR (completed < max_usages AND used_at IS NOT NULL)",
    )
    .fetch_all(connection)
    .await?;
    ids.iter()
        .map(|id| {
            Ok(Difference {
                what: "links.used_at",
                object: LinkId::from_bytes(id).map_err(Error::internal)?.to_string(),
                detail: "the mark of being used up contradicts the count of payments".to_owned(),
            })
        })
        .collect()
}

/// Accounts and modes whose events have gaps in their places, or others than were counted.
async fn sequences(connection: &mut AnyConnection) -> Result<Vec<Difference>> {
    let rows: Vec<(Vec<u8>, String, i64, i64, i64)> = sqlx::query_as::<Any, _>(
        "SELECT e.account_id, e.mode, e.number, e.highest, COALESCE(s.last, 0) FROM \
         (SELECT account_id, mode, COUNT(*) AS number, MAX(sequence) AS highest FROM events \
          WHERE sequence > 0 GROUP BY account_id, mode) AS e \
         LEFT JOIN event_sequences s ON s.account_id = e.account_id AND s.mode = e.mode \
         WHERE e.number <> e.highest OR e.highest <> COALESCE(s.last, 0)",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(account, mode, number, highest, last)| {
            Ok(Difference {
                what: "events.sequence",
                object: AccountId::from_bytes(&account).map_err(Error::internal)?.to_string(),
                detail: format!(
                    "{mode}: {number} events have places up to {highest}; the last given is {last}"
                ),
            })
        })
        .collect()
}

/// Endpoints that were not told of events they listen to.
async fn deliveries(connection: &mut AnyConnection) -> Result<Vec<Difference>> {
    let rows: Vec<(Vec<u8>, i64)> = sqlx::query_as::<Any, _>(
        "SELECT w.id, COUNT(*) FROM webhook_endpoints w JOIN events e \
         ON e.account_id = w.account_id AND e.mode = w.mode AND e.sequence > 0 AND e.sequence > w.from_sequence \
         WHERE w.deleted_at IS NULL AND (w.events = '[\"*\"]' OR w.events LIKE '%\"' || e.type || '\"%') \
         AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = w.id AND d.event_id = e.id) \
         GROUP BY w.id",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, missing)| {
            Ok(Difference {
                what: "webhook_endpoints.deliveries",
                object: EndpointId::from_bytes(&id).map_err(Error::internal)?.to_string(),
                detail: format!("{missing} events have no delivery to it"),
            })
        })
        .collect()
}
