//! Rows of `sign_in_failures`: tries to sign in that have not succeeded, by a hash of what was tried.

use domain::Timestamp;

use super::db::Tx;
use crate::{Error, Result, auth::throttle::Failures};

/// Changes nothing, but makes parallel tries wait for each other.
const TAKE: &str = "INSERT INTO sign_in_failures (subject, failures, last_at) VALUES ($1, 0, $2)
    ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failures.failures
    RETURNING failures, last_at";

/// Takes the subject's row for this transaction, none tried yet when there was none.
pub async fn take(tx: &mut Tx, subject: &[u8], now: Timestamp) -> Result<Failures> {
    let (count, last_at): (i64, i64) =
        sqlx::query_as(TAKE).bind(subject).bind(now.millis()).fetch_one(tx).await?;
    Ok(Failures { count, last_at: Timestamp::from_millis(last_at) })
}

const PUT: &str =
    "UPDATE sign_in_failures SET failures = $2, last_at = $3 WHERE subject = $1 AND failures = $4";

/// Replaces what was taken.
pub async fn put(tx: &mut Tx, subject: &[u8], taken: Failures, next: Failures) -> Result<()> {
    let put = sqlx::query(PUT)
        .bind(subject)
        .bind(next.count)
        .bind(next.last_at.millis())
        .bind(taken.count)
        .execute(tx)
        .await?;
    if put.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

const CLEAR: &str = "DELETE FROM sign_in_failures WHERE subject = $1";

/// Forgets a subject that has signed in.
pub async fn clear(tx: &mut Tx, subject: &[u8]) -> Result<()> {
    sqlx::query(CLEAR).bind(subject).execute(tx).await?;
    Ok(())
}

const PRUNE: &str = "DELETE FROM sign_in_failures WHERE last_at <= $1";

/// Forgets subjects last tried at `before` or earlier.
pub async fn prune(tx: &mut Tx, before: Timestamp) -> Result<()> {
    sqlx::query(PRUNE).bind(before.millis()).execute(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Db,
        testing::{TestDatabase, on_each_database},
    };

    async fn count_one(db: &Db) -> i64 {
        db.write(|tx| {
            Box::pin(async move {
                let taken = take(tx, b"subject", Timestamp::from_millis(1)).await?;
                let next = Failures { count: taken.count + 1, ..taken };
                put(tx, b"subject", taken, next).await?;
                Ok(next.count)
            })
        })
        .await
        .unwrap()
    }

    #[tokio::test]
    async fn parallel_tries_are_all_counted() {
        on_each_database(async |database: TestDatabase| {
            // In the first round connections are opened one by one; the later ones race.
            for round in 0..3 {
                let tries = (0..8).map(|_| count_one(&database.db));
                let mut counts = futures_util::future::join_all(tries).await;
                counts.sort_unstable();
                assert_eq!(counts, (round * 8 + 1..=round * 8 + 8).collect::<Vec<_>>());
            }
            database.db.write(|tx| Box::pin(prune(tx, Timestamp::from_millis(0)))).await.unwrap();
            assert_eq!(count_one(&database.db).await, 25);
            database.db.write(|tx| Box::pin(prune(tx, Timestamp::from_millis(1)))).await.unwrap();
            assert_eq!(count_one(&database.db).await, 1);
            database.db.write(|tx| Box::pin(clear(tx, b"subject"))).await.unwrap();
            assert_eq!(count_one(&database.db).await, 1);
        })
        .await;
    }
}
