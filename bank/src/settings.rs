//! What the bank must be told when it opens: where it stands, who may call it, and what time it is.

use std::{path::PathBuf, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use url::Url;

/// The bank's only source of time: milliseconds since 1970, UTC. Tests give their own and move it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The clock of the machine.
pub fn system_clock() -> Clock {
    Arc::new(|| {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where the bank reads the machine's clock"
        )]
        let now = std::time::SystemTime::now();
        let since = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

/// Where the bank keeps its books.
#[derive(Clone, Debug)]
pub enum Database {
    /// One SQLite file, made when missing.
    File(PathBuf),
    /// Gone with the process; for tests.
    Memory,
}

/// A payment initiator that the bank knows, as a directory would list it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Client {
    /// The OAuth `client_id`.
    pub client_id: String,
    /// The organisation, first half of the `iss` claim of a message signature.
    pub organisation_id: String,
    /// The software statement, second half of that claim.
    pub software_id: String,
    /// The public keys, as a JSON Web Key Set: RSA, `PS256`, each with a `kid`.
    pub jwks: serde_json::Value,
    /// Where an authorisation may lead back to; compared exactly.
    pub redirect_uris: Vec<Url>,
}

/// Everything [`crate::Bank::open`] needs.
#[derive(Clone)]
pub struct Settings {
    /// Where other servers reach the bank, such as `http://127.0.0.1:3000/sandbox-bank`.
    pub internal_url: Url,
    /// Where a customer's browser reaches it, such as `https://pay.example.com/sandbox-bank`.
    pub public_url: Url,
    /// Where the books are.
    pub database: Database,
    /// Who may call.
    pub clients: Vec<Client>,
    /// Whether `/control` is mounted and faults can be ordered. Never on a bank that strangers reach.
    pub control: bool,
    /// How long a consent waits for its customer.
    pub consent_ttl: Duration,
    /// How long a pushed request waits to be opened.
    pub request_ttl: Duration,
    /// How long a code waits to be exchanged.
    pub code_ttl: Duration,
    /// How long a token works. A day, as long as an idempotency key: a client that crashed between
    /// sending an order and reading the answer may repeat the order with the token it has.
    pub token_ttl: Duration,
    /// What time it is.
    pub clock: Clock,
}

impl Settings {
    /// A bank in memory without clients or control, and with usual lifetimes; change the fields you need.
    pub fn new(internal_url: Url, public_url: Url) -> Self {
        Self {
            internal_url,
            public_url,
            database: Database::Memory,
            clients: Vec::new(),
            control: false,
            consent_ttl: Duration::from_mins(15),
            request_ttl: Duration::from_secs(90),
            code_ttl: Duration::from_mins(5),
            token_ttl: Duration::from_hours(24),
            clock: system_clock(),
        }
    }
}
