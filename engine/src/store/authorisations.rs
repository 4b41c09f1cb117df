//! The rows of talks with a bank: what was made before the bank heard of it, and what it answered.

use domain::{Timestamp, id::UsageId};
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{Any, AnyConnection, FromRow};

use super::{db::Tx, query::storable};
use crate::{
    error::{Error, Result},
    payments::order::AuthorisationKeys,
    usages::{AuthorisationRecord, Redirect},
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT usage_id, bank_id, state, nonce, verifier, consent_key, payment_key, \"order\", consent_id, ",
            "redirect_url, pushed_at, code, access_token, tries, created_at FROM authorisations ",
            $rest
        )
    };
}

#[derive(FromRow)]
struct Row {
    usage_id: Vec<u8>,
    bank_id: String,
    state: String,
    nonce: String,
    verifier: String,
    consent_key: String,
    payment_key: String,
    order: String,
    consent_id: Option<String>,
    redirect_url: Option<String>,
    pushed_at: Option<i64>,
    code: Option<String>,
    access_token: Option<String>,
    tries: i64,
    created_at: i64,
}

impl TryFrom<Row> for AuthorisationRecord {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            usage: UsageId::from_bytes(&row.usage_id).map_err(Error::internal)?,
            bank: row.bank_id,
            keys: AuthorisationKeys {
                state: row.state,
                nonce: row.nonce,
                verifier: row.verifier.into(),
                consent_key: row.consent_key,
                payment_key: row.payment_key,
            },
            order: serde_json::from_str(&row.order)?,
            consent_id: row.consent_id,
            redirect: row
                .redirect_url
                .zip(row.pushed_at)
                .map(|(url, pushed_at)| Redirect { url, pushed_at: Timestamp::from_millis(pushed_at) }),
            code: row.code.map(SecretString::from),
            token: row.access_token.map(SecretString::from),
            tries: u32::try_from(row.tries).map_err(Error::internal)?,
            created_at: Timestamp::from_millis(row.created_at),
        })
    }
}

/// Inserts a talk that is about to begin.
pub async fn insert(tx: &mut Tx, record: &AuthorisationRecord) -> Result<()> {
    sqlx::query::<Any>(
        "INSERT INTO authorisations (usage_id, bank_id, state, nonce, verifier, consent_key, payment_key, \"order\", \
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(record.usage.bytes().to_vec())
    .bind(record.bank.clone())
    .bind(record.keys.state.clone())
    .bind(record.keys.nonce.clone())
    .bind(record.keys.verifier.expose_secret().to_owned())
    .bind(record.keys.consent_key.clone())
    .bind(record.keys.payment_key.clone())
    .bind(serde_json::to_string(&record.order)?)
    .bind(record.created_at.millis())
    .execute(tx)
    .await?;
    Ok(())
}

/// The talk about a usage.
pub async fn get(connection: &mut AnyConnection, usage: UsageId) -> Result<AuthorisationRecord> {
    sqlx::query_as::<Any, Row>(select!("WHERE usage_id = $1"))
        .bind(usage.bytes().to_vec())
        .fetch_one(connection)
        .await?
        .try_into()
}

/// The talk a bank's answer belongs to.
pub async fn find_by_state(
    connection: &mut AnyConnection,
    state: &str,
) -> Result<Option<AuthorisationRecord>> {
    let row = sqlx::query_as::<Any, Row>(select!("WHERE state = $1"))
        .bind(storable(state))
        .fetch_optional(connection)
        .await?;
    row.map(AuthorisationRecord::try_from).transpose()
}

/// Keeps where to send the customer, in the place of what was read (`""` for nothing); `false` when
/// another request was first and its answer stands.
pub async fn set_redirect(
    tx: &mut Tx,
    usage: UsageId,
    read: &str,
    consent: &str,
    redirect: &Redirect,
) -> Result<bool> {
    let set = sqlx::query::<Any>(
        "UPDATE authorisations SET consent_id = $1, redirect_url = $2, pushed_at = $3 \
         WHERE usage_id = $4 AND COALESCE(redirect_url, '') = $5",
    )
    .bind(consent.to_owned())
    .bind(redirect.url.clone())
    .bind(redirect.pushed_at.millis())
    .bind(usage.bytes().to_vec())
    .bind(read.to_owned())
    .execute(tx)
    .await?;
    Ok(set.rows_affected() == 1)
}

/// Makes other requests wait with [`set_redirect`] until this transaction ends; `false` when one was first.
pub async fn hold_redirect(tx: &mut Tx, usage: UsageId, read: &str) -> Result<bool> {
    let held = sqlx::query::<Any>(
        "UPDATE authorisations SET tries = tries WHERE usage_id = $1 AND COALESCE(redirect_url, '') = $2",
    )
    .bind(usage.bytes().to_vec())
    .bind(read.to_owned())
    .execute(tx)
    .await?;
    Ok(held.rows_affected() == 1)
}

/// Keeps the code the customer brought back, and until when this server sees the usage through.
pub async fn set_code(tx: &mut Tx, usage: UsageId, code: &str, lease: Timestamp) -> Result<()> {
    let set = sqlx::query::<Any>(
        "UPDATE authorisations SET code = $1, next_try_at = $2 WHERE usage_id = $3 AND code IS NULL",
    )
    .bind(code.to_owned())
    .bind(lease.millis())
    .bind(usage.bytes().to_vec())
    .execute(tx)
    .await?;
    if set.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Keeps the token, before anything is ordered with it. The code is worth nothing from now on.
/// `Conflict` when the lease was lost.
pub async fn set_token(tx: &mut Tx, usage: UsageId, lease: Timestamp, token: &SecretString) -> Result<()> {
    let set = sqlx::query::<Any>(
        "UPDATE authorisations SET access_token = $1 \
         WHERE usage_id = $2 AND next_try_at = $3 AND access_token IS NULL",
    )
    .bind(token.expose_secret().to_owned())
    .bind(usage.bytes().to_vec())
    .bind(lease.millis())
    .execute(tx)
    .await?;
    if set.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Keeps others from taking the talk over until this transaction ends; `Conflict` when the lease was lost.
pub async fn hold(tx: &mut Tx, usage: UsageId, lease: Timestamp) -> Result<()> {
    let held = sqlx::query::<Any>(
        "UPDATE authorisations SET tries = tries WHERE usage_id = $1 AND next_try_at = $2",
    )
    .bind(usage.bytes().to_vec())
    .bind(lease.millis())
    .execute(tx)
    .await?;
    if held.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Ends a lease: sets when to ask the bank again; `None` when there is nothing left to ask. `Conflict` when
/// the lease was lost.
pub async fn schedule(tx: &mut Tx, usage: UsageId, lease: Timestamp, next: Option<Timestamp>) -> Result<()> {
    let scheduled = sqlx::query::<Any>(
        "UPDATE authorisations SET next_try_at = $1 WHERE usage_id = $2 AND next_try_at = $3",
    )
    .bind(next.map(Timestamp::millis))
    .bind(usage.bytes().to_vec())
    .bind(lease.millis())
    .execute(tx)
    .await?;
    if scheduled.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Usages whose bank is to be asked again, with the moment they were due.
pub async fn list_due(connection: &mut AnyConnection, now: Timestamp) -> Result<Vec<(UsageId, Timestamp)>> {
    let rows: Vec<(Vec<u8>, i64)> = sqlx::query_as::<Any, (Vec<u8>, i64)>(
        "SELECT usage_id, next_try_at FROM authorisations WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT 50",
    )
    .bind(now.millis())
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(id, due)| {
            Ok((UsageId::from_bytes(&id).map_err(Error::internal)?, Timestamp::from_millis(due)))
        })
        .collect()
}

/// Takes over one due talk until `lease`; `false` when another server was first.
pub async fn take_due(tx: &mut Tx, usage: UsageId, due: Timestamp, lease: Timestamp) -> Result<bool> {
    let taken = sqlx::query::<Any>(
        "UPDATE authorisations SET next_try_at = $1, tries = tries + 1 WHERE usage_id = $2 AND next_try_at = $3",
    )
    .bind(lease.millis())
    .bind(usage.bytes().to_vec())
    .bind(due.millis())
    .execute(tx)
    .await?;
    Ok(taken.rows_affected() == 1)
}
