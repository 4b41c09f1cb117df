//! What of `accounts` says who is told of what by mail.

use domain::id::AccountId;
use sqlx::AnyConnection;

use super::db::Tx;
use crate::{Error, Result, mail::Notices};

const GET: &str = "SELECT notify_payments, notify_trouble, notify_locale FROM accounts WHERE id = $1";

/// What an account's people want to hear.
pub async fn get(connection: &mut AnyConnection, account: AccountId) -> Result<Notices> {
    let row: Option<(i64, i64, String)> =
        sqlx::query_as(GET).bind(account.bytes().as_slice()).fetch_optional(connection).await?;
    let (payments, trouble, locale) = row.ok_or(Error::NotFound("account"))?;
    let locale = locale.parse().map_err(|_| Error::internal("no such language"))?;
    Ok(Notices { payments: payments == 1, trouble: trouble == 1, locale })
}

const SET: &str =
    "UPDATE accounts SET notify_payments = $2, notify_trouble = $3, notify_locale = $4 WHERE id = $1";

pub async fn set(tx: &mut Tx, account: AccountId, notices: Notices) -> Result<()> {
    let set = sqlx::query(SET)
        .bind(account.bytes().as_slice())
        .bind(i64::from(notices.payments))
        .bind(i64::from(notices.trouble))
        .bind(notices.locale.tag())
        .execute(tx)
        .await?;
    if set.rows_affected() == 1 { Ok(()) } else { Err(Error::NotFound("account")) }
}

const READERS: &str =
    "SELECT email FROM users WHERE account_id = $1 AND role IN ('owner', 'admin') ORDER BY id";

/// The emails of those who look after an account.
pub async fn readers(connection: &mut AnyConnection, account: AccountId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(READERS).bind(account.bytes().as_slice()).fetch_all(connection).await?)
}
