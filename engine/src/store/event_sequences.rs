//! The places of events in the order they are told in: given after the commit, so that no two payments wait for
//! each other over a number.

use std::collections::BTreeMap;

use domain::{Mode, id::AccountId};
use sqlx::{Any, AnyConnection};

use super::db::Tx;
use crate::{Error, Result};

/// Places that were given in one go: all after the first up to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    pub account: AccountId,
    pub mode: Mode,
    pub after: i64,
    pub last: i64,
}

/// Whether any event is without a place, so that an idle dispatcher does not write.
pub async fn any_missing(connection: &mut AnyConnection) -> Result<bool> {
    let found: Option<Vec<u8>> =
        sqlx::query_scalar::<Any, Vec<u8>>("SELECT id FROM events WHERE sequence IS NULL LIMIT 1")
            .fetch_optional(connection)
            .await?;
    Ok(found.is_some())
}

/// Makes everyone who gives places, or must know which were given, wait until this transaction ends.
pub async fn take_turn(tx: &mut Tx) -> Result<()> {
    sqlx::query::<Any>("UPDATE event_turns SET turns = turns + 1 WHERE id = 1").execute(tx).await?;
    Ok(())
}

/// Gives the oldest events without a place theirs, in the order of their ids. Whoever calls this has the turn.
pub async fn give(tx: &mut Tx, most: usize) -> Result<Vec<Given>> {
    let rows: Vec<(Vec<u8>, String, i64)> = sqlx::query_as::<Any, _>(
        "WITH batch AS (SELECT id, account_id, mode FROM events WHERE sequence IS NULL ORDER BY id LIMIT $1) \
         UPDATE events SET sequence = given.place FROM ( \
             SELECT batch.id AS event_id, COALESCE(s.last, 0) + ROW_NUMBER() \
                 OVER (PARTITION BY batch.account_id, batch.mode ORDER BY batch.id) AS place \
             FROM batch LEFT JOIN event_sequences s \
                 ON s.account_id = batch.account_id AND s.mode = batch.mode) AS given \
         WHERE events.id = given.event_id AND events.sequence IS NULL \
         RETURNING events.account_id, events.mode, events.sequence",
    )
    .bind(i64::try_from(most).map_err(Error::internal)?)
    .fetch_all(&mut *tx)
    .await?;
    let given = runs(rows)?;
    for Given { account, mode, after, last } in &given {
        advance(tx, (*account, *mode), *after, *last).await?;
    }
    Ok(given)
}

/// The places of each account and mode, which follow one another.
fn runs(rows: Vec<(Vec<u8>, String, i64)>) -> Result<Vec<Given>> {
    let mut runs: BTreeMap<(Vec<u8>, String), (i64, i64)> = BTreeMap::new();
    for (account, mode, place) in rows {
        let run = runs.entry((account, mode)).or_insert((place - 1, place));
        *run = (run.0.min(place - 1), run.1.max(place));
    }
    let given = runs.into_iter().map(|((account, mode), (after, last))| {
        let account = AccountId::from_bytes(&account).map_err(Error::internal)?;
        Ok(Given { account, mode: mode.parse().map_err(Error::internal)?, after, last })
    });
    given.collect()
}

/// Notes the last place given, in the place of the one it was counted from.
async fn advance(tx: &mut Tx, (account, mode): (AccountId, Mode), from: i64, to: i64) -> Result<()> {
    let advanced = sqlx::query::<Any>(
        "INSERT INTO event_sequences (account_id, mode, last) VALUES ($1, $2, $3) \
         ON CONFLICT (account_id, mode) DO UPDATE SET last = excluded.last WHERE event_sequences.last = $4",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .bind(to)
    .bind(from)
    .execute(tx)
    .await?;
    if advanced.rows_affected() == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// The last place given in an account and mode; 0 before the first.
pub async fn last(connection: &mut AnyConnection, (account, mode): (AccountId, Mode)) -> Result<i64> {
    let last: Option<i64> = sqlx::query_scalar::<Any, i64>(
        "SELECT last FROM event_sequences WHERE account_id = $1 AND mode = $2",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(last.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::{
        Db,
        testing::{TestDatabase, on_each_database},
    };

    /// Events as they lie there after a commit: ids, and whose they are.
    async fn put(db: &Db, events: Vec<(u128, u8, Mode)>) {
        let put = db.write(move |tx| {
            Box::pin(async move {
                for (id, account, mode) in events {
                    sqlx::query::<Any>(
                        "INSERT INTO events (id, account_id, mode, type, object_id, \"by\", data, created_at) \
                         VALUES ($1, $2, $3, 'usage.started', $1, 'remit', '{}', 0)",
                    )
                    .bind(id.to_be_bytes().to_vec())
                    .bind(vec![account; 16])
                    .bind(mode.as_str())
                    .execute(&mut *tx)
                    .await?;
                }
                Ok(())
            })
        });
        put.await.unwrap();
    }

    async fn pass(db: &Db, most: usize) -> Vec<Given> {
        let given = db.write(move |tx| {
            Box::pin(async move {
                take_turn(tx).await?;
                give(tx, most).await
            })
        });
        given.await.unwrap()
    }

    async fn places(db: &Db, account: u8, mode: Mode) -> Vec<(u128, i64)> {
        let mut connection = db.read().await.unwrap();
        let rows: Vec<(Vec<u8>, i64)> = sqlx::query_as::<Any, _>(
            "SELECT id, sequence FROM events WHERE account_id = $1 AND mode = $2 AND sequence > 0 ORDER BY sequence",
        )
        .bind(vec![account; 16])
        .bind(mode.as_str())
        .fetch_all(&mut *connection)
        .await
        .unwrap();
        rows.into_iter().map(|(id, place)| (u128::from_be_bytes(id.try_into().unwrap()), place)).collect()
    }

    #[tokio::test]
    async fn each_account_and_mode_counts_for_itself_and_a_late_event_comes_later() {
        on_each_database(async |database: TestDatabase| {
            let db = &database.db;
            put(db, vec![(3, 1, Mode::Test), (5, 1, Mode::Test), (4, 2, Mode::Test), (6, 1, Mode::Live)])
                .await;
            assert!(any_missing(&mut db.read().await.unwrap()).await.unwrap());
            assert_eq!(pass(db, 100).await.len(), 3);
            assert!(!any_missing(&mut db.read().await.unwrap()).await.unwrap());
            put(db, vec![(1, 1, Mode::Test), (7, 1, Mode::Test)]).await;
            pass(db, 100).await;
            assert_eq!(places(db, 1, Mode::Test).await, [(3, 1), (5, 2), (1, 3), (7, 4)]);
            assert_eq!(places(db, 2, Mode::Test).await, [(4, 1)]);
            assert_eq!(places(db, 1, Mode::Live).await, [(6, 1)]);
            let whose = (AccountId::from_bytes(&[1; 16]).unwrap(), Mode::Test);
            assert_eq!(last(&mut db.read().await.unwrap(), whose).await.unwrap(), 4);
        })
        .await;
    }

    /// Two doors to one database, as of two servers.
    #[tokio::test]
    async fn dispatchers_at_once_give_each_place_once_and_leave_no_gap() {
        on_each_database(async |database: TestDatabase| {
            let (one, other) = (&database.db, &Db::connect(&database.url).await.unwrap());
            put(one, (1..=200).map(|id| (id, u8::from(id % 2 == 1), Mode::Test)).collect()).await;
            // More keep coming while places are given.
            let more =
                (0..10).map(|n| put(other, vec![(1_000 + n, 0, Mode::Test), (2_000 + n, 1, Mode::Test)]));
            let passes = (0..30).map(|n| pass(if n % 2 == 0 { one } else { other }, 9));
            tokio::join!(join_all(passes), join_all(more));
            while !pass(one, 50).await.is_empty() {}
            for account in [0, 1] {
                let given: Vec<_> =
                    places(one, account, Mode::Test).await.into_iter().map(|(_, place)| place).collect();
                assert_eq!(given, (1..=110).collect::<Vec<_>>());
            }
        })
        .await;
    }
}
