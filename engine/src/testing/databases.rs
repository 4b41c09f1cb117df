//! A fresh database for each test: always SQLite, and PostgreSQL too when a server is named.

use std::future::Future;

use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use crate::Db;

/// The server for PostgreSQL tests, such as `postgres://remit@127.0.0.1:5432/postgres`.
const SERVER: &str = "REMIT_TEST_POSTGRES_URL";

/// A database of one test; removed when dropped (SQLite) or with the throw-away server (PostgreSQL).
pub struct TestDatabase {
    pub db: Db,
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

impl TestDatabase {
    /// A fresh SQLite file.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}?mode=rwc", folder.path().join("remit.db").display());
        let db = Db::open(&url).await.expect("a fresh SQLite database opens");
        Self { db, url, _folder: Some(folder) }
    }

    /// A fresh PostgreSQL database, where a server is named.
    pub async fn postgres() -> Option<Self> {
        sqlx::any::install_default_drivers();
        let server = std::env::var(SERVER).ok()?;
        let name = format!("remit_{}", uuid::Uuid::from_u128(rand::random()).simple());
        let mut admin =
            sqlx::AnyConnection::connect(&server).await.expect("the PostgreSQL test server answers");
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("a database is created");
        let mut url = url::Url::parse(&server).expect("the server's URL is a URL");
        url.set_path(&name);
        let db = Db::open(url.as_str()).await.expect("a fresh PostgreSQL database opens");
        Some(Self { db, url: url.into(), _folder: None })
    }
}

/// A type with `Drop` is captured whole: without it a test that only names `db` would move that field
/// out and let the folder go before its end.
impl Drop for TestDatabase {
    fn drop(&mut self) {}
}

/// Runs a test on SQLite and, where a server is named, on PostgreSQL.
pub async fn on_each_database<F, T>(test: T)
where
    T: Fn(TestDatabase) -> F,
    F: Future<Output = ()>,
{
    test(TestDatabase::sqlite().await).await;
    if let Some(database) = TestDatabase::postgres().await {
        test(database).await;
    }
}
