//! The bank's one SQLite file. Aggregates are rows with a JSON body and a version that guards changes.
//!
//! There is one connection, so transactions run one after another and a change is on disk before the
//! bank answers: it may be killed at any moment.

use anyhow::Context;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::{
    Sqlite, SqliteConnection, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{Database, keys::SigningKey};

#[derive(Clone)]
pub(crate) struct Store {
    pool: SqlitePool,
}

/// An open transaction; dropped without a commit it changes nothing.
pub(crate) type Tx = Transaction<'static, Sqlite>;

impl Store {
    pub(crate) async fn open(database: &Database) -> anyhow::Result<Self> {
        let options = match database {
            Database::File(path) => SqliteConnectOptions::new().filename(path).create_if_missing(true),
            Database::Memory => SqliteConnectOptions::new().in_memory(true),
        };
        let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        // A database in memory lives as long as its connection: never let it go.
        let pool = SqlitePoolOptions::new()
            .min_connections(1)
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await
            .context("the bank cannot open its books")?;
        sqlx::raw_sql(include_str!("schema.sql")).execute(&pool).await?;
        Ok(Self { pool })
    }

    pub(crate) async fn begin(&self) -> sqlx::Result<Tx> {
        self.pool.begin().await
    }

    /// The signing key, made on the first opening.
    pub(crate) async fn signing_key(&self) -> anyhow::Result<SigningKey> {
        let stored: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT pkcs8 FROM signing_keys").fetch_optional(&self.pool).await?;
        let der = if let Some(der) = stored {
            der
        } else {
            let der = tokio::task::spawn_blocking(SigningKey::generate).await??;
            sqlx::query("INSERT INTO signing_keys (pkcs8) VALUES ($1)")
                .bind(&der)
                .execute(&self.pool)
                .await?;
            der
        };
        SigningKey::from_pkcs8(&der)
    }
}

/// A kind of row with a JSON body.
pub(crate) trait Record: Serialize + DeserializeOwned + Send + Sync {
    const FIND: &'static str;
    const UPDATE: &'static str;
}

/// A record as it was read, with the version it had.
pub(crate) struct Stored<T> {
    pub(crate) record: T,
    id: String,
    version: i64,
}

impl<T: Record> Stored<T> {
    pub(crate) async fn find(db: &mut SqliteConnection, id: &str) -> sqlx::Result<Option<Self>> {
        let row: Option<(i64, String)> = sqlx::query_as(T::FIND).bind(id).fetch_optional(db).await?;
        row.map(|(version, body)| Ok(Self { record: read(&body)?, id: id.to_owned(), version })).transpose()
    }

    /// Writes the record back if nobody else has meanwhile.
    pub(crate) async fn save(&mut self, db: &mut SqliteConnection) -> sqlx::Result<()> {
        let done = sqlx::query(T::UPDATE)
            .bind(&self.id)
            .bind(self.version)
            .bind(write(&self.record)?)
            .execute(db)
            .await?;
        if done.rows_affected() == 0 {
            return Err(sqlx::Error::Protocol(format!("{} was changed by someone else", self.id)));
        }
        self.version += 1;
        Ok(())
    }
}

pub(crate) fn read<T: DeserializeOwned>(body: &str) -> sqlx::Result<T> {
    serde_json::from_str(body).map_err(|error| sqlx::Error::Decode(error.into()))
}

pub(crate) fn write<T: Serialize>(record: &T) -> sqlx::Result<String> {
    serde_json::to_string(record).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// What an idempotency key stands for.
pub(crate) struct KeyScope<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) brand: crate::brands::Brand,
    pub(crate) endpoint: &'static str,
    pub(crate) key: &'a str,
}

/// How long a key is remembered.
const KEY_TTL: i64 = 24 * 60 * 60 * 1000;

impl KeyScope<'_> {
    fn scope(&self) -> String {
        format!("{}/{}/{}", self.client_id, self.brand, self.endpoint)
    }

    /// The resource made with this key in the last 24 hours; counts the use.
    pub(crate) async fn find(&self, db: &mut SqliteConnection, now: i64) -> sqlx::Result<Option<String>> {
        sqlx::query_scalar(
            "UPDATE idempotency_keys SET uses = uses + 1
             WHERE scope = $1 AND key = $2 AND created_at > $3 RETURNING resource_id",
        )
        .bind(self.scope())
        .bind(self.key)
        .bind(now - KEY_TTL)
        .fetch_optional(db)
        .await
    }

    pub(crate) async fn remember(&self, db: &mut SqliteConnection, id: &str, now: i64) -> sqlx::Result<()> {
        sqlx::query(
            "INSERT INTO idempotency_keys (scope, key, resource_id, created_at, uses) VALUES ($1, $2, $3, $4, 1)
             ON CONFLICT (scope, key) DO UPDATE SET resource_id = $3, created_at = $4, uses = 1",
        )
        .bind(self.scope())
        .bind(self.key)
        .bind(id)
        .bind(now)
        .execute(db)
        .await?;
        Ok(())
    }
}
