//! The engine: everything of Remit that touches the world. Operations are methods of [`Engine`], one verb
//! a file; they hold the rules of `domain` in transactions of `store` and move money over `rails`.

use std::{sync::Arc, time::Duration};

use domain::{
    Mode,
    access::{Actor, Permission},
};
use ipnet::IpNet;
use tokio_util::task::TaskTracker;
use url::Url;

pub mod accounts;
pub mod auth;
pub mod clock;
pub mod customers;
pub mod destinations;
pub mod error;
pub mod events;
pub mod idempotency;
pub mod jobs;
pub mod ledger;
pub mod links;
pub mod mail;
pub(crate) mod numbering;
pub mod page;
pub mod payments;
pub mod rails;
pub mod redirect_urls;
pub mod saved_views;
pub(crate) mod search;
pub mod shown;
mod store;
#[cfg(any(test, feature = "testing"))]
#[allow(clippy::expect_used, clippy::unwrap_used, reason = "a test stops where its set-up fails")]
pub mod testing;
pub mod usages;
pub mod webhooks;

pub use clock::Maker;
pub use error::{Error, ErrorKind, Result};
pub use store::db::Db;

use mail::Mailer;
use rails::Rail;

/// What an operator sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What links and pages start with, as customers see it: `https://pay.example.com/`.
    pub base_url: Url,
    /// How long a customer has to come back from the bank.
    pub usage_lifetime: Duration,
    /// Addresses that webhooks may go to beside those of the public internet.
    pub webhook_allow: Vec<IpNet>,
}

impl Settings {
    /// The defaults for a base URL: 15 minutes for a usage, webhooks to public addresses only.
    pub const fn new(base_url: Url) -> Self {
        Self { base_url, usage_lifetime: Duration::from_mins(15), webhook_allow: Vec::new() }
    }
}

/// The rail of each mode. Live mode has none until an operator configures one.
#[derive(Clone, Default)]
pub struct Rails {
    pub test: Option<Arc<dyn Rail>>,
    pub live: Option<Arc<dyn Rail>>,
}

impl Rails {
    /// The rail that moves money in this mode.
    pub fn get(&self, mode: Mode) -> Result<&dyn Rail> {
        match mode {
            Mode::Test => self.test.as_deref(),
            Mode::Live => self.live.as_deref(),
        }
        .ok_or(Error::BankUnavailable)
    }
}

/// All operations of Remit. Cheap to clone; every clone works on the same database.
#[derive(Clone)]
pub struct Engine {
    pub(crate) db: Db,
    pub(crate) make: Maker,
    pub(crate) rails: Rails,
    /// Without one no letter is written.
    pub(crate) mailer: Option<Arc<dyn Mailer>>,
    pub(crate) settings: Arc<Settings>,
    /// What nobody may cut off: talks with banks, and the counting of visits.
    pub(crate) tasks: TaskTracker,
    /// Visits of links that are not written yet.
    pub(crate) visits: Arc<links::Tally>,
    /// Who listens to what happens.
    pub(crate) feed: Arc<events::Feed>,
    /// The webhooks that are under way.
    pub(crate) couriers: Arc<webhooks::Couriers>,
}

impl Engine {
    pub fn new(db: Db, make: Maker, rails: Rails, settings: Settings) -> Self {
        let (settings, visits, feed) = (Arc::new(settings), Arc::default(), Arc::default());
        let couriers = Arc::new(webhooks::Couriers::new(settings.webhook_allow.clone()));
        Self { db, make, rails, mailer: None, settings, tasks: TaskTracker::new(), visits, feed, couriers }
    }

    /// The same engine, which writes and sends letters.
    #[must_use]
    pub fn with_mailer(self, mailer: Arc<dyn Mailer>) -> Self {
        Self { mailer: Some(mailer), ..self }
    }

    /// Who sends letters, where mail is configured.
    pub fn mailer(&self) -> Option<&dyn Mailer> {
        self.mailer.as_deref()
    }

    /// A token that nobody guesses, such as a form carries.
    pub fn token(&self) -> String {
        self.make.token()
    }

    /// The time by the engine's clock.
    pub fn now(&self) -> domain::Timestamp {
        self.make.now()
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the addresses of this server begin with, as customers see them: without a slash at the end.
    pub fn base(&self) -> &str {
        self.settings.base_url.as_str().trim_end_matches('/')
    }

    pub const fn db(&self) -> &Db {
        &self.db
    }
}

/// Refuses an actor without the permission.
pub(crate) fn require(actor: &Actor, permission: Permission) -> Result<()> {
    if actor.may(permission) { Ok(()) } else { Err(Error::Forbidden) }
}
