//! Rows of `mails`: letters that wait, and of the rest the fact that they were.

use domain::{Locale, Timestamp};
use sqlx::AnyConnection;
use uuid::Uuid;

use super::db::Tx;
use crate::{
    Error, Result,
    mail::{Letter, Outgoing},
};

/// Letters that one pass of the job takes at the most.
const PASS: i64 = 32;

const INSERT: &str =
    "INSERT INTO mails (id, account_id, kind, locale, state, recipient, letter, next_try_at, created_at)
    VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7, $7)";

/// Adds a letter that is due at once.
pub async fn insert(tx: &mut Tx, id: Uuid, outgoing: &Outgoing, now: Timestamp) -> Result<()> {
    sqlx::query(INSERT)
        .bind(id.as_bytes().as_slice())
        .bind(outgoing.account.bytes().as_slice())
        .bind(outgoing.letter.kind())
        .bind(outgoing.locale.tag())
        .bind(outgoing.to.as_str())
        .bind(serde_json::to_string(&outgoing.letter)?)
        .bind(now.millis())
        .execute(tx)
        .await?;
    Ok(())
}

/// A letter that is due.
pub struct Due {
    pub id: Uuid,
    /// The moment it was due, which a lease replaces.
    pub due: Timestamp,
}

const LIST_DUE: &str =
    "SELECT id, next_try_at FROM mails WHERE next_try_at <= $1 ORDER BY next_try_at LIMIT $2";

pub async fn list_due(connection: &mut AnyConnection, now: Timestamp) -> Result<Vec<Due>> {
    let rows: Vec<(Vec<u8>, i64)> =
        sqlx::query_as(LIST_DUE).bind(now.millis()).bind(PASS).fetch_all(connection).await?;
    let due = |(id, due): (Vec<u8>, i64)| {
        Ok(Due { id: Uuid::from_slice(&id).map_err(Error::internal)?, due: Timestamp::from_millis(due) })
    };
    rows.into_iter().map(due).collect()
}

/// A letter that this server sends until its lease is over.
pub struct Taken {
    pub to: String,
    pub locale: Locale,
    pub letter: Letter,
    /// This try included.
    pub tries: u32,
    pub posted_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    recipient: String,
    locale: String,
    letter: String,
    tries: i64,
    created_at: i64,
}

impl TryFrom<Row> for Taken {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            to: row.recipient,
            locale: row.locale.parse().map_err(|_| Error::internal("no such language"))?,
            letter: serde_json::from_str(&row.letter)?,
            tries: u32::try_from(row.tries).map_err(Error::internal)?,
            posted_at: Timestamp::from_millis(row.created_at),
        })
    }
}

const TAKE: &str = "UPDATE mails SET next_try_at = $1, tries = tries + 1
    WHERE id = $2 AND state = 'waiting' AND next_try_at = $3
    RETURNING recipient, locale, letter, tries, created_at";

/// Takes a due letter until `lease`; `None` when another server was first.
pub async fn take(tx: &mut Tx, due: &Due, lease: Timestamp) -> Result<Option<Taken>> {
    let row: Option<Row> = sqlx::query_as(TAKE)
        .bind(lease.millis())
        .bind(due.id.as_bytes().as_slice())
        .bind(due.due.millis())
        .fetch_optional(tx)
        .await?;
    row.map(Taken::try_from).transpose()
}

const PUT_OFF: &str =
    "UPDATE mails SET next_try_at = $1 WHERE id = $2 AND state = 'waiting' AND next_try_at = $3";

/// Ends a lease: tries again at `next`. `Conflict` when the lease was lost.
pub async fn put_off(tx: &mut Tx, id: Uuid, lease: Timestamp, next: Timestamp) -> Result<()> {
    let put_off = sqlx::query(PUT_OFF)
        .bind(next.millis())
        .bind(id.as_bytes().as_slice())
        .bind(lease.millis())
        .execute(tx)
        .await?;
    if put_off.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// How a letter ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Sent,
    /// With what the mail server answered.
    GivenUp(Option<u16>),
}

const FINISH: &str = "UPDATE mails
    SET state = $1, code = $2, finished_at = $3, next_try_at = NULL, recipient = NULL, letter = NULL
    WHERE id = $4 AND state = 'waiting' AND next_try_at = $5";

/// Ends a letter, and forgets whom it went to and what it said. `Conflict` when the lease was lost.
pub async fn finish(tx: &mut Tx, id: Uuid, lease: Timestamp, (end, now): (End, Timestamp)) -> Result<()> {
    let (state, code) = match end {
        End::Sent => ("sent", None),
        End::GivenUp(code) => ("given_up", code),
    };
    let finished = sqlx::query(FINISH)
        .bind(state)
        .bind(code.map(i64::from))
        .bind(now.millis())
        .bind(id.as_bytes().as_slice())
        .bind(lease.millis())
        .execute(tx)
        .await?;
    if finished.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}
