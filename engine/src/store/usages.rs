//! The rows of usages.

use domain::{
    Mode, Money, Timestamp,
    id::{AccountId, CustomerId, LinkId, PaymentId, UsageId},
    payment::PaymentStatus,
    usage::{UsageState, event::FailureCode},
};
use sqlx::{Any, AnyConnection, FromRow};

use super::{
    db::Tx,
    query::{searchable, storable},
    terms,
};
use crate::{
    error::{Error, Result},
    usages::{Failure, PaymentBrief, Usage, phone},
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, mode, link_id, token, state, amount, currency, identifiers, snapshot, bank_id, ",
            "customer_id, failure_code, failure_message, started_at, expires_at, claimed_at, finished_at, reversed_at, ",
            "payment_id, payment_status FROM (SELECT usages.*, payments.id AS payment_id ",
            "FROM usages LEFT JOIN payments ON payments.usage_id = usages.id) AS u ",
            $rest
        )
    };
}

mod list;

pub use list::{count, list, list_of_customer};

#[derive(FromRow)]
struct Row {
    id: Vec<u8>,
    account_id: Vec<u8>,
    mode: String,
    link_id: Vec<u8>,
    token: String,
    state: String,
    amount: i64,
    currency: String,
    identifiers: String,
    snapshot: String,
    bank_id: String,
    customer_id: Option<Vec<u8>>,
    failure_code: Option<String>,
    failure_message: Option<String>,
    started_at: i64,
    expires_at: i64,
    claimed_at: Option<i64>,
    finished_at: Option<i64>,
    reversed_at: Option<i64>,
    payment_id: Option<Vec<u8>>,
    payment_status: String,
}

impl TryFrom<Row> for Usage {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(Self {
            id: UsageId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            link_id: LinkId::from_bytes(&row.link_id).map_err(Error::internal)?,
            token: row.token,
            state: row.state.parse().map_err(Error::internal)?,
            money: Money::try_new(row.amount, currency).map_err(Error::internal)?,
            collected: serde_json::from_str(&row.identifiers)?,
            snapshot: serde_json::from_str(&row.snapshot)?,
            bank_id: row.bank_id,
            customer_id: row
                .customer_id
                .map(|id| CustomerId::from_bytes(&id).map_err(Error::internal))
                .transpose()?,
            failure: failure(row.failure_code, row.failure_message)?,
            payment: payment(row.payment_id, row.payment_status)?,
            started_at: Timestamp::from_millis(row.started_at),
            expires_at: Timestamp::from_millis(row.expires_at),
            claimed_at: row.claimed_at.map(Timestamp::from_millis),
            finished_at: row.finished_at.map(Timestamp::from_millis),
            reversed_at: row.reversed_at.map(Timestamp::from_millis),
        })
    }
}

fn failure(code: Option<String>, message: Option<String>) -> Result<Option<Failure>> {
    let Some(code) = code else { return Ok(None) };
    let code = code.parse().map_err(|()| Error::internal("unknown failure code"))?;
    Ok(Some(Failure { code, message: message.unwrap_or_default() }))
}

fn payment(id: Option<Vec<u8>>, status: String) -> Result<Option<PaymentBrief>> {
    let Some(id) = id else {
        return Ok(None);
    };
    Ok(Some(PaymentBrief {
        id: PaymentId::from_bytes(&id).map_err(Error::internal)?,
        status: status.parse().map_err(Error::internal)?,
    }))
}

/// Inserts a usage; `false` when the same attempt has one already.
pub async fn insert(tx: &mut Tx, usage: &Usage, attempt_hash: &[u8]) -> Result<bool> {
    let inserted = sqlx::query::<Any>(
        "INSERT INTO usages (id, account_id, mode, link_id, token, attempt_hash, state, amount, currency, \
         identifiers, search, snapshot, bank_id, customer_id, started_at, expires_at, phone) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
         ON CONFLICT (link_id, attempt_hash) DO NOTHING",
    )
    .bind(usage.id.bytes().to_vec())
    .bind(usage.account.bytes().to_vec())
    .bind(usage.mode.as_str())
    .bind(usage.link_id.bytes().to_vec())
    .bind(usage.token.clone())
    .bind(attempt_hash.to_vec())
    .bind(usage.state.as_str())
    .bind(usage.money.minor())
    .bind(usage.money.currency().code())
    .bind(serde_json::to_string(&usage.collected)?)
    .bind(searchable(usage.collected.iter().flat_map(|one| [one.value.as_deref(), one.typed.as_deref()])))
    .bind(serde_json::to_string(&usage.snapshot)?)
    .bind(usage.bank_id.clone())
    .bind(usage.customer_id.map(|id| id.bytes().to_vec()))
    .bind(usage.started_at.millis())
    .bind(usage.expires_at.millis())
    .bind(phone(&usage.collected).map(str::to_owned))
    .execute(&mut *tx)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    terms::insert_of_usage(tx, usage).await?;
    Ok(true)
}

/// Notes the status of a usage's payment, whose row is written in the same transaction.
pub async fn set_payment_status(
    tx: &mut Tx,
    id: UsageId,
    expected: Option<PaymentStatus>,
    status: PaymentStatus,
) -> Result<()> {
    let updated =
        sqlx::query::<Any>("UPDATE usages SET payment_status = $1 WHERE id = $2 AND payment_status = $3")
            .bind(status.as_str())
            .bind(id.bytes().to_vec())
            .bind(expected.map_or(NO_PAYMENT, PaymentStatus::as_str))
            .execute(tx)
            .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The `payment_status` of a usage without a payment.
const NO_PAYMENT: &str = "NONE";

/// Moves a usage on, when it is still in the state it was read in.
pub async fn update_state(tx: &mut Tx, usage: &Usage, expected: UsageState) -> Result<()> {
    let updated = sqlx::query::<Any>(
        "UPDATE usages SET state = $1, failure_code = $2, failure_message = $3, claimed_at = $4, finished_at = $5, \
         reversed_at = $6 WHERE id = $7 AND state = $8",
    )
    .bind(usage.state.as_str())
    .bind(usage.failure.as_ref().map(|failure| failure.code.as_str()))
    .bind(usage.failure.as_ref().map(|failure| failure.message.clone()))
    .bind(usage.claimed_at.map(Timestamp::millis))
    .bind(usage.finished_at.map(Timestamp::millis))
    .bind(usage.reversed_at.map(Timestamp::millis))
    .bind(usage.id.bytes().to_vec())
    .bind(expected.as_str())
    .execute(tx)
    .await?;
    if updated.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Gives the attempt's name free for the usage that follows this one.
pub async fn forget_attempt(tx: &mut Tx, usage: &Usage, attempt_hash: &[u8]) -> Result<()> {
    let forgotten = sqlx::query::<Any>(
        "UPDATE usages SET attempt_hash = $1 WHERE id = $1 AND attempt_hash = $2 AND state = $3",
    )
    .bind(usage.id.bytes().to_vec())
    .bind(attempt_hash.to_vec())
    .bind(usage.state.as_str())
    .execute(tx)
    .await?;
    if forgotten.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

async fn one(connection: &mut AnyConnection, sql: &'static str, key: Vec<u8>) -> Result<Option<Usage>> {
    let row = sqlx::query_as::<Any, Row>(sql).bind(key).fetch_optional(connection).await?;
    row.map(Usage::try_from).transpose()
}

/// A usage of this account and mode.
pub async fn find(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    id: UsageId,
) -> Result<Option<Usage>> {
    let usage = get(connection, id).await?;
    Ok(usage.filter(|usage| usage.account == account && usage.mode == mode))
}

/// A usage by id, for jobs that serve every account.
pub async fn get(connection: &mut AnyConnection, id: UsageId) -> Result<Option<Usage>> {
    one(connection, select!("WHERE id = $1"), id.bytes().to_vec()).await
}

/// The usage behind a public page's token.
pub async fn find_by_token(connection: &mut AnyConnection, token: &str) -> Result<Option<Usage>> {
    let row = sqlx::query_as::<Any, Row>(select!("WHERE token = $1"))
        .bind(storable(token))
        .fetch_optional(connection)
        .await?;
    row.map(Usage::try_from).transpose()
}

/// The usage an attempt has started already.
pub async fn find_by_attempt(
    connection: &mut AnyConnection,
    link: LinkId,
    attempt_hash: &[u8],
) -> Result<Option<Usage>> {
    let row = sqlx::query_as::<Any, Row>(select!("WHERE link_id = $1 AND attempt_hash = $2"))
        .bind(link.bytes().to_vec())
        .bind(attempt_hash.to_vec())
        .fetch_optional(connection)
        .await?;
    row.map(Usage::try_from).transpose()
}

/// Whether a link, or one whose place it took, was paid with this phone number, and the bank has not taken the
/// payment back; or is being paid, and what the bank says of it is not known yet.
pub async fn has_paid(connection: &mut AnyConnection, link: LinkId, phone: &str) -> Result<bool> {
    // Two searches, so that each has its index: `usages_paid_by`, and `usages_outcome` for the few under way.
    let paid: Option<i64> = sqlx::query_scalar::<Any, i64>(
        "SELECT started_at FROM usages WHERE link_id IN (SELECT id FROM links WHERE id = $1 OR successor_id = $1) \
         AND phone = $2 AND state = 'payment_created' \
         UNION ALL \
         SELECT started_at FROM usages WHERE link_id IN (SELECT id FROM links WHERE id = $1 OR successor_id = $1) \
         AND phone = $2 AND state = 'submitting' LIMIT 1",
    )
    .bind(link.bytes().to_vec())
    .bind(phone.to_owned())
    .fetch_optional(connection)
    .await?;
    Ok(paid.is_some())
}

/// An overdue usage of a link, to be expired by who needs its slot.
pub async fn find_overdue(
    connection: &mut AnyConnection,
    link: LinkId,
    now: Timestamp,
) -> Result<Option<Usage>> {
    let row = sqlx::query_as::<Any, Row>(select!(
        "WHERE link_id = $1 AND state = 'awaiting_customer' AND expires_at <= $2 ORDER BY expires_at LIMIT 1"
    ))
    .bind(link.bytes().to_vec())
    .bind(now.millis())
    .fetch_optional(connection)
    .await?;
    row.map(Usage::try_from).transpose()
}

/// Ids of usages whose customers did not come back in time, oldest first.
pub async fn list_overdue(connection: &mut AnyConnection, now: Timestamp) -> Result<Vec<UsageId>> {
    let ids: Vec<Vec<u8>> = sqlx::query_scalar::<Any, Vec<u8>>(
        "SELECT id FROM usages WHERE state = 'awaiting_customer' AND expires_at <= $1 ORDER BY expires_at LIMIT 200",
    )
    .bind(now.millis())
    .fetch_all(connection)
    .await?;
    ids.iter().map(|id| UsageId::from_bytes(id).map_err(Error::internal)).collect()
}

/// When the first of a link's waiting customers runs out of time.
pub async fn next_deadline(connection: &mut AnyConnection, link: LinkId) -> Result<Option<Timestamp>> {
    let deadline: Option<i64> = sqlx::query_scalar::<Any, Option<i64>>(
        "SELECT MIN(expires_at) FROM usages WHERE link_id = $1 AND state = 'awaiting_customer'",
    )
    .bind(link.bytes().to_vec())
    .fetch_one(connection)
    .await?;
    Ok(deadline.map(Timestamp::from_millis))
}

/// How many usages of a link, which the caller has found in its own account, failed, expired or were taken back. The
/// link itself counts the others, of which there may be very many.
pub async fn count_by_trouble(
    connection: &mut AnyConnection,
    link: LinkId,
) -> Result<Vec<(UsageState, Option<FailureCode>, u64)>> {
    let rows: Vec<(String, Option<String>, i64)> = sqlx::query_as::<Any, (String, Option<String>, i64)>(
        "SELECT state, failure_code, COUNT(*) FROM usages \
         WHERE link_id = $1 AND state IN ('failed', 'expired', 'reversed') GROUP BY state, failure_code ORDER BY 3 DESC, 1, 2",
    )
    .bind(link.bytes().to_vec())
    .fetch_all(connection)
    .await?;
    let outcome = |(state, code, count): (String, Option<String>, i64)| {
        let state = state.parse().map_err(Error::internal)?;
        let failure = failure(code, None)?.map(|failure| failure.code);
        Ok((state, failure, u64::try_from(count).map_err(Error::internal)?))
    };
    rows.into_iter().map(outcome).collect()
}

/// A quarter of an hour.
const QUARTER_MILLIS: i64 = 900_000;

/// Payments of a link, which the caller has found in its own account, by the quarter of an hour they were
/// made in, oldest first. Without those that were taken back.
pub async fn paid_since(
    connection: &mut AnyConnection,
    link: LinkId,
    since: Timestamp,
) -> Result<Vec<(Timestamp, u64)>> {
    let rows: Vec<(i64, i64)> = sqlx::query_as::<Any, (i64, i64)>(
        "SELECT finished_at / 900000, COUNT(*) FROM usages WHERE link_id = $1 AND state = 'payment_created' \
         AND failure_code IS NULL AND finished_at >= $2 GROUP BY 1 ORDER BY 1",
    )
    .bind(link.bytes().to_vec())
    .bind(since.millis())
    .fetch_all(connection)
    .await?;
    let quarter = |(quarter, count): (i64, i64)| {
        Ok((Timestamp::from_millis(quarter * QUARTER_MILLIS), u64::try_from(count).map_err(Error::internal)?))
    };
    rows.into_iter().map(quarter).collect()
}
