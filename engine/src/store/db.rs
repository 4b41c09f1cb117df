//! The two doors to the database, and the writer behind one of them.
//!
//! On SQLite every write goes through one task that groups what is waiting into one transaction, so many
//! customers share one `fsync`; each command has a savepoint and hears nothing before the COMMIT. On
//! PostgreSQL a write is a transaction of its own.

use std::{panic::AssertUnwindSafe, str::FromStr as _, sync::Arc, time::Duration};

use futures_util::{FutureExt as _, future::BoxFuture};
use sqlx::{
    Any, AnyConnection, AnyPool, Connection as _, Executor as _,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::{Migrate as _, Migrator},
    pool::PoolConnection,
};
use tokio::sync::{mpsc, oneshot, watch};

use crate::{
    error::{Error, Result},
    idempotency::Claim,
};

/// What a write runs in: a transaction, or a savepoint of one.
pub type Tx = AnyConnection;

/// Commands that may wait for the writer before new ones are refused.
const QUEUE: usize = 4_096;
/// Commands that share one transaction at the most.
const GROUP: usize = 64;

/// How long a connection is waited for.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the database has to answer when none came: longer than it takes, shorter than anyone waits twice.
const PROBE: Duration = Duration::from_secs(1);

/// Applied to every SQLite connection. `FULL` because a payment acknowledged must survive a power cut.
const PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                       PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16000;";

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: AnyPool,
    options: Arc<AnyConnectOptions>,
    /// Only on SQLite.
    writer: Option<mpsc::Sender<Command>>,
    /// How many writes were committed through this door.
    committed: Arc<watch::Sender<u64>>,
    /// Keeps the reply to a request that has a key with what it writes.
    claim: Option<Arc<Claim>>,
}

impl Db {
    /// Opens the database at `url` (`sqlite:FILE` or `postgres://…`) and brings its schema up to date.
    pub async fn open(url: &str) -> Result<Self> {
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Opens the database without touching its schema.
    pub async fn connect(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        let options = AnyConnectOptions::from_str(url)?;
        let pool = AnyPoolOptions::new()
            .max_connections(if sqlite { 4 } else { 16 })
            .acquire_timeout(PATIENCE)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if sqlite {
                        connection.execute(PRAGMAS).await?;
                    }
                    Ok(())
                })
            })
            .connect_lazy_with(options.clone());
        let writer = if sqlite { Some(start_writer(&options).await?) } else { None };
        let committed = Arc::new(watch::Sender::new(0));
        let db = Self { pool, options: Arc::new(options), writer, committed, claim: None };
        db.acquire().await?;
        Ok(db)
    }

    async fn acquire(&self) -> Result<PoolConnection<Any>> {
        match self.pool.acquire().await {
            Err(sqlx::Error::PoolTimedOut) => Err(why_none(&self.options).await),
            acquired => Ok(acquired?),
        }
    }

    /// Brings the schema up to date; safe while other servers do the same.
    pub async fn migrate(&self) -> Result<()> {
        self.migrator().run(&self.pool).await.map_err(Error::internal)
    }

    /// Whether all migrations of this binary are applied, and no others. A database without a schema is
    /// not current.
    pub async fn is_current(&self) -> Result<bool> {
        let mut connection = self.acquire().await?;
        let Ok(applied) = connection.list_applied_migrations("_sqlx_migrations").await else {
            return Ok(false);
        };
        let known = self.migrator();
        Ok(applied
            .iter()
            .map(|migration| migration.version)
            .eq(known.iter().map(|migration| migration.version)))
    }

    fn migrator(&self) -> Migrator {
        if self.is_sqlite() {
            sqlx::migrate!("./migrations/sqlite")
        } else {
            sqlx::migrate!("./migrations/postgres")
        }
    }

    pub const fn is_sqlite(&self) -> bool {
        self.writer.is_some()
    }

    /// A connection to read with. What it shows may be a moment old, never half a transaction.
    pub async fn read(&self) -> Result<PoolConnection<Any>> {
        self.acquire().await
    }

    /// Runs `work` in a transaction and answers after its COMMIT; an error rolls it back whole, before it is answered.
    /// [`Error::Busy`] when too much is waiting, [`Error::DatabaseUnavailable`] when the database does not answer.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Tx) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        let result = match self.claim.clone() {
            Some(claim) => {
                let turns = !self.is_sqlite();
                self.commit(move |tx| Box::pin(async move { claim.guard(tx, turns, work).await })).await?
            }
            None => self.commit(work).await?,
        };
        self.committed.send_modify(|count| *count = count.wrapping_add(1));
        Ok(result)
    }

    async fn commit<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Tx) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => queue(writer, work).await,
            None => transact(self.acquire().await?, work).await,
        }
    }

    /// The same database, for the one write of a request that has a key.
    pub(crate) fn claiming(&self, claim: Arc<Claim>) -> Self {
        Self { claim: Some(claim), ..self.clone() }
    }

    /// Hears of everything that is written through this door from now on. Anybody may listen.
    pub(crate) fn commits(&self) -> Commits {
        Commits(self.committed.subscribe())
    }

    /// Closes every connection, after what was queued.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// What a listener has not heard of yet.
pub(crate) struct Commits(watch::Receiver<u64>);

impl Commits {
    /// Done once something was written, or has been since this was last done; at the latest after `period`.
    pub async fn wait(&mut self, period: Duration) {
        if let Ok(Err(_)) = tokio::time::timeout(period, self.0.changed()).await {
            // The door is gone, so nothing will come; but nobody is to spin.
            tokio::time::sleep(period).await;
        }
    }
}

/// Why the pool had no connection to give: all are taken, or none can be made. The pool says the same of both, so the
/// database is asked whether it answers.
async fn why_none(options: &AnyConnectOptions) -> Error {
    match tokio::time::timeout(PROBE, AnyConnection::connect_with(options)).await {
        Ok(Ok(connection)) => {
            let _ = connection.close().await;
            Error::Busy
        }
        // It answers, but lets no more in.
        Ok(Err(sqlx::Error::Database(_))) => Error::Busy,
        Ok(Err(error)) => unavailable(&error),
        Err(elapsed) => unavailable(&elapsed),
    }
}

fn unavailable(error: &dyn std::error::Error) -> Error {
    tracing::error!(%error, "the database cannot be reached");
    Error::DatabaseUnavailable
}

async fn transact<T, F>(mut connection: PoolConnection<Any>, work: F) -> Result<T>
where
    F: for<'c> FnOnce(&'c mut Tx) -> BoxFuture<'c, Result<T>>,
{
    let mut transaction = connection.begin().await?;
    let result = work(&mut transaction).await;
    if result.is_ok() {
        transaction.commit().await?;
    } else if let Err(error) = transaction.rollback().await {
        // The connection is gone, and its transaction with it.
        tracing::warn!(%error, "a transaction was not rolled back");
    }
    result
}

/// A queued write: runs, and hands back how to answer its caller once the group's fate is known.
type Command = Box<dyn for<'c> FnOnce(&'c mut Tx) -> BoxFuture<'c, Outcome> + Send>;

struct Outcome {
    keep: bool,
    answer: Box<dyn FnOnce(Result<()>) + Send>,
}

async fn queue<T, F>(writer: &mpsc::Sender<Command>, work: F) -> Result<T>
where
    T: Send + 'static,
    F: for<'c> FnOnce(&'c mut Tx) -> BoxFuture<'c, Result<T>> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel::<Result<T>>();
    let command: Command = Box::new(move |tx| {
        Box::pin(async move {
            let panicked = |_| Err(Error::Internal("a write panicked".to_owned()));
            let result = AssertUnwindSafe(work(tx)).catch_unwind().await.unwrap_or_else(panicked);
            let keep = result.is_ok();
            let answer = Box::new(move |committed: Result<()>| {
                // The caller may have gone; what it asked for is done all the same.
                let _ = sender.send(committed.and(result));
            });
            Outcome { keep, answer }
        })
    });
    writer.try_send(command).map_err(|_| Error::Busy)?;
    receiver.await.map_err(|_| Error::Busy)?
}

/// Starts the one writer of a SQLite file. It ends when the last [`Db`] is dropped.
async fn start_writer(options: &AnyConnectOptions) -> Result<mpsc::Sender<Command>> {
    let mut connection = AnyConnection::connect_with(options).await?;
    connection.execute(PRAGMAS).await?;
    let (sender, mut receiver) = mpsc::channel(QUEUE);
    tokio::spawn(async move {
        let mut group = Vec::with_capacity(GROUP);
        while receiver.recv_many(&mut group, GROUP).await > 0 {
            commit_group(&mut connection, group.drain(..)).await;
        }
        let _ = connection.close().await;
    });
    Ok(sender)
}

/// Runs the commands of one group in one transaction, then answers all.
async fn commit_group(connection: &mut Tx, commands: impl ExactSizeIterator<Item = Command>) {
    let mut answers = Vec::with_capacity(commands.len());
    let committed = run_group(connection, commands, &mut answers).await;
    if let Err(error) = &committed {
        tracing::error!(%error, "a group of writes failed");
        let _ = connection.execute("ROLLBACK").await;
    }
    let failure = committed.err().map(|error| error.to_string());
    for answer in answers {
        answer(failure.clone().map_or(Ok(()), |text| Err(Error::Internal(text))));
    }
}

async fn run_group(
    connection: &mut Tx,
    commands: impl ExactSizeIterator<Item = Command>,
    answers: &mut Vec<Box<dyn FnOnce(Result<()>) + Send>>,
) -> Result<(), sqlx::Error> {
    connection.execute("BEGIN IMMEDIATE").await?;
    for command in commands {
        connection.execute("SAVEPOINT command").await?;
        let Outcome { keep, answer } = command(connection).await;
        answers.push(answer);
        if !keep {
            connection.execute("ROLLBACK TO command").await?;
        }
        connection.execute("RELEASE command").await?;
    }
    connection.execute("COMMIT").await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::testing::{TestDatabase, on_each_database};

    async fn add(tx: &mut Tx, n: i64) -> Result<()> {
        sqlx::query::<Any>("INSERT INTO sign_in_failures (subject, failures, last_at) VALUES ($1, $2, 0)")
            .bind(n.to_be_bytes().to_vec())
            .bind(n)
            .execute(tx)
            .await?;
        Ok(())
    }

    async fn kept(db: &Db) -> Vec<i64> {
        let mut connection = db.read().await.unwrap();
        sqlx::query_scalar::<Any, i64>("SELECT failures FROM sign_in_failures ORDER BY failures")
            .fetch_all(&mut *connection)
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_failed_write_leaves_nothing_and_spoils_no_neighbour() {
        on_each_database(|database| async move {
            let writes = (0..100_i64).map(|n| {
                database.db.write(move |tx| {
                    Box::pin(async move {
                        add(tx, n).await?;
                        if n % 3 == 0 { Err(Error::Conflict) } else { Ok(n) }
                    })
                })
            });
            let results = join_all(writes).await;
            assert_eq!(results.iter().filter(|result| result.is_err()).count(), 34);
            assert_eq!(kept(&database.db).await, (0..100).filter(|n| n % 3 != 0).collect::<Vec<_>>());
        })
        .await;
    }

    #[tokio::test]
    async fn a_write_that_breaks_a_statement_spoils_no_neighbour() {
        let TestDatabase { db, .. } = &TestDatabase::sqlite().await;
        let twice = || db.write(|tx| Box::pin(async move { add(tx, 1).await }));
        let other = db.write(|tx| Box::pin(async move { add(tx, 2).await }));
        let (first, second, other) = futures_util::join!(twice(), twice(), other);
        assert_eq!([first.is_ok(), second.is_ok(), other.is_ok()], [true, false, true]);
        assert_eq!(kept(db).await, [1, 2]);
    }

    #[tokio::test]
    async fn the_writer_survives_a_panic() {
        let TestDatabase { db, .. } = &TestDatabase::sqlite().await;
        let panicked = db.write::<(), _>(|_| Box::pin(async { panic!("a bug") })).await;
        assert!(matches!(panicked, Err(Error::Internal(_))));
        db.write(|tx| Box::pin(async move { add(tx, 1).await })).await.unwrap();
        assert_eq!(kept(db).await, [1]);
    }

    #[tokio::test]
    async fn too_much_at_once_is_refused_not_lost() {
        let TestDatabase { db, .. } = &TestDatabase::sqlite().await;
        let most = i64::try_from(QUEUE).unwrap() + 1000;
        let writes = (0..most).map(|n| db.write(move |tx| Box::pin(async move { add(tx, n).await })));
        let results = join_all(writes).await;
        let done = results.iter().filter(|result| result.is_ok()).count();
        assert!(results.iter().all(|result| matches!(result, Ok(()) | Err(Error::Busy))));
        assert!((QUEUE..results.len()).contains(&done), "{done}");
        assert_eq!(kept(db).await.len(), done);
    }

    #[tokio::test]
    async fn a_database_that_is_away_is_told_from_one_that_is_busy() {
        let TestDatabase { db, .. } = &TestDatabase::sqlite().await;
        assert!(matches!(why_none(&db.options).await, Error::Busy));
        // A port that was free a moment ago: nobody listens there.
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let away = format!("postgres://remit@127.0.0.1:{port}/remit");
        let options = AnyConnectOptions::from_str(&away).unwrap();
        assert!(matches!(why_none(&options).await, Error::DatabaseUnavailable));
    }

    #[tokio::test]
    async fn the_schema_is_current_after_opening_and_not_when_a_migration_is_missing() {
        on_each_database(|database| async move {
            assert!(database.db.is_current().await.unwrap());
            let forget = database.db.write(|tx| {
                Box::pin(async move {
                    tx.execute("DELETE FROM _sqlx_migrations").await?;
                    Ok(())
                })
            });
            forget.await.unwrap();
            assert!(!database.db.is_current().await.unwrap());
        })
        .await;
    }
}
