//! The rows of payments.

use domain::{
    Mode, Money, Timestamp,
    id::{AccountId, LinkId, PaymentId, UsageId},
    payment::PaymentStatus,
};
use sqlx::{Any, AnyConnection, FromRow};

use super::{db::Tx, query::Query};
use crate::{
    error::{Error, Result},
    page::{Page, PageRequest},
    payments::{Payment, PaymentFilter},
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, mode, usage_id, link_id, status, rail, bank_id, bank_payment_id, bank_status, ",
            "reason_code, amount, currency, reference, destination, created_at, updated_at FROM payments ",
            $rest
        )
    };
}

#[derive(FromRow)]
struct Row {
    id: Vec<u8>,
    account_id: Vec<u8>,
    mode: String,
    usage_id: Vec<u8>,
    link_id: Vec<u8>,
    status: String,
    rail: String,
    bank_id: String,
    bank_payment_id: Option<String>,
    bank_status: Option<String>,
    reason_code: Option<String>,
    amount: i64,
    currency: String,
    reference: String,
    destination: String,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Payment {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(Self {
            id: PaymentId::from_bytes(&row.id).map_err(Error::internal)?,
            account: AccountId::from_bytes(&row.account_id).map_err(Error::internal)?,
            mode: row.mode.parse().map_err(Error::internal)?,
            usage_id: UsageId::from_bytes(&row.usage_id).map_err(Error::internal)?,
            link_id: LinkId::from_bytes(&row.link_id).map_err(Error::internal)?,
            status: row.status.parse().map_err(Error::internal)?,
            rail: row.rail,
            bank_id: row.bank_id,
            bank_payment_id: row.bank_payment_id,
            bank_status: row.bank_status,
            reason_code: row.reason_code,
            money: Money::try_new(row.amount, currency).map_err(Error::internal)?,
            reference: row.reference,
            destination: serde_json::from_str(&row.destination)?,
            created_at: Timestamp::from_millis(row.created_at),
            updated_at: Timestamp::from_millis(row.updated_at),
        })
    }
}

/// Inserts the payment of a usage; `false` when the usage has one already.
pub async fn insert(tx: &mut Tx, payment: &Payment) -> Result<bool> {
    let inserted = sqlx::query::<Any>(
        "INSERT INTO payments (id, account_id, mode, usage_id, link_id, status, rail, bank_id, amount, currency, \
         reference, destination, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) ON CONFLICT (usage_id) DO NOTHING",
    )
    .bind(payment.id.bytes().to_vec())
    .bind(payment.account.bytes().to_vec())
    .bind(payment.mode.as_str())
    .bind(payment.usage_id.bytes().to_vec())
    .bind(payment.link_id.bytes().to_vec())
    .bind(payment.status.as_str())
    .bind(payment.rail.clone())
    .bind(payment.bank_id.clone())
    .bind(payment.money.minor())
    .bind(payment.money.currency().code())
    .bind(payment.reference.clone())
    .bind(serde_json::to_string(&payment.destination)?)
    .bind(payment.created_at.millis())
    .execute(&mut *tx)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    super::usages::set_payment_status(tx, payment.usage_id, None, payment.status).await?;
    Ok(true)
}

/// Writes what the bank said, when the payment still has the status it was read with.
pub async fn update(tx: &mut Tx, payment: &Payment, expected: PaymentStatus) -> Result<()> {
    let updated = sqlx::query::<Any>(
        "UPDATE payments SET status = $1, bank_payment_id = $2, bank_status = $3, reason_code = $4, updated_at = $5 \
         WHERE id = $6 AND status = $7",
    )
    .bind(payment.status.as_str())
    .bind(payment.bank_payment_id.clone())
    .bind(payment.bank_status.clone())
    .bind(payment.reason_code.clone())
    .bind(payment.updated_at.millis())
    .bind(payment.id.bytes().to_vec())
    .bind(expected.as_str())
    .execute(&mut *tx)
    .await?;
    if updated.rows_affected() == 0 {
        return Err(Error::Conflict);
    }
    if payment.status == expected {
        return Ok(());
    }
    super::usages::set_payment_status(tx, payment.usage_id, Some(expected), payment.status).await
}

/// A payment of this account and mode.
pub async fn find(
    connection: &mut AnyConnection,
    account: AccountId,
    mode: Mode,
    id: PaymentId,
) -> Result<Option<Payment>> {
    sqlx::query_as::<Any, Row>(select!("WHERE id = $1 AND account_id = $2 AND mode = $3"))
        .bind(id.bytes().to_vec())
        .bind(account.bytes().to_vec())
        .bind(mode.as_str())
        .fetch_optional(connection)
        .await?
        .map(Payment::try_from)
        .transpose()
}

/// The payment of a usage. The caller reached the usage by its token, its state, or its account.
pub async fn find_of_usage(connection: &mut AnyConnection, usage: UsageId) -> Result<Option<Payment>> {
    sqlx::query_as::<Any, Row>(select!("WHERE usage_id = $1"))
        .bind(usage.bytes().to_vec())
        .fetch_optional(connection)
        .await?
        .map(Payment::try_from)
        .transpose()
}

/// One page of an account's payments, newest first.
pub async fn list(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    filter: &PaymentFilter,
    request: &PageRequest<PaymentId>,
) -> Result<Page<Payment>> {
    filtered((account, mode), filter).page::<Row, _, _>(connection, request, PaymentId::bytes).await
}

fn filtered((account, mode): (AccountId, Mode), filter: &PaymentFilter) -> Query {
    const OF_CUSTOMER: &str =
        "usage_id IN (SELECT s.id FROM usages s WHERE s.account_id = ? AND s.mode = ? AND s.customer_id = ?)";
    const ALL: &str = select!("WHERE account_id = ? AND mode = ?");
    let query = Query::new(ALL, vec![account.bytes().into(), mode.as_str().into()])
        .and_some("status = ?", filter.status.map(PaymentStatus::as_str))
        .and_some("link_id = ?", filter.link_id.as_ref().map(LinkId::bytes))
        .and_some("reference = ?", filter.reference.as_deref())
        .made_between(filter.created_gte, filter.created_lt);
    let Some(customer) = &filter.customer_id else { return query };
    query.and(OF_CUSTOMER, vec![account.bytes().into(), mode.as_str().into(), customer.bytes().into()])
}

/// The payments of these usages.
pub async fn list_of_usages(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    usages: &[UsageId],
) -> Result<Vec<Payment>> {
    if usages.is_empty() {
        return Ok(Vec::new());
    }
    let one =
        |usage: &UsageId| ("SELECT p.id FROM payments p WHERE p.usage_id = ?", vec![usage.bytes().into()]);
    let query = Query::new(
        select!("WHERE account_id = ? AND mode = ?"),
        vec![account.bytes().into(), mode.as_str().into()],
    )
    .and_id_in(usages.iter().map(one).collect());
    let rows: Vec<Row> = query.fetch(connection).await?;
    rows.into_iter().map(Payment::try_from).collect()
}
