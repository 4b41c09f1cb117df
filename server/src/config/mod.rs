//! What an operator sets: one struct, filled from defaults, `remit.toml`, the environment and flags; the
//! later wins.
//!
//! The cast: [`Flags`] are what the command line knows, `sources` finds each key's text and where it came
//! from, `values` turns a text into a value or says what is allowed; `mail` does so for what belongs together.

mod mail;
mod sources;
mod values;

use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

use ipnet::IpNet;
use secrecy::SecretString;
use url::Url;

use crate::rates::RateLimits;
pub use mail::MailSettings;
use sources::Sources;
pub use sources::{Environment, Flags};

/// Everything an operator can set.
#[derive(Clone)]
pub struct Config {
    /// Where to listen. Port 0 takes any free one.
    pub addr: SocketAddr,
    /// Where the database, the sandbox bank's books and the demo's facts live.
    pub data_dir: PathBuf,
    /// `sqlite:…` or `postgres://…`. May hold a password.
    pub database_url: String,
    /// What links start with; from the address when not set.
    pub base_url: Option<Url>,
    /// Where to write the facts of a server that listens, as JSON.
    pub ready_file: Option<PathBuf>,
    /// Prepare an empty data directory for a look around.
    pub demo: bool,
    /// How long a customer has to come back from the bank.
    pub usage_lifetime: Duration,
    /// Which sandbox bank test mode has.
    pub sandbox_bank: SandboxBank,
    /// Whether the sandbox bank takes orders from tests under `/sandbox-bank/control`.
    pub sandbox_control: bool,
    /// How often somebody may ask.
    pub rate_limits: RateLimits,
    /// The proxies whose word about a client's address is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Addresses that webhooks may go to beside the public internet. A demo's may go to this computer.
    pub webhook_allow: Vec<IpNet>,
    /// Where mail goes out; without it no letter is written.
    pub mail: Option<MailSettings>,
    /// Who may read the metrics from elsewhere.
    pub metrics_token: Option<SecretString>,
}

/// The bank of test mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SandboxBank {
    Off,
    /// Within this server.
    BuiltIn,
    /// A `bank` process that runs alone, so that several servers can share it.
    At(Url),
}

impl Config {
    /// Reads every source. All that is wrong is reported at once.
    pub fn load(flags: &Flags, environment: Environment<'_>) -> Result<Self, Wrong> {
        let mut sources = Sources::read(flags, environment)?;
        let data_dir = sources.get("data_dir", values::path).unwrap_or_else(|| PathBuf::from("data"));
        let demo = sources.get("demo", values::switch).unwrap_or(false);
        let config = Self {
            addr: sources
                .get("addr", values::address)
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            database_url: sources
                .get("database_url", values::database)
                .unwrap_or_else(|| values::sqlite_in(&data_dir)),
            data_dir,
            base_url: sources.get("base_url", values::base_url),
            ready_file: sources.get("ready_file", values::path),
            demo,
            usage_lifetime: sources
                .get("usage_lifetime", values::lifetime)
                .unwrap_or(Duration::from_mins(15)),
            sandbox_bank: sources.get("sandbox_bank", values::sandbox_bank).unwrap_or(SandboxBank::BuiltIn),
            sandbox_control: sources.get("sandbox_control", values::switch).unwrap_or(false),
            rate_limits: rate_limits(&mut sources),
            trusted_proxies: sources.get("trusted_proxies", values::ranges).unwrap_or_default(),
            webhook_allow: sources
                .get("webhook_allow", values::ranges)
                .unwrap_or_else(|| if demo { values::this_computer() } else { Vec::new() }),
            mail: MailSettings::load(&mut sources),
            metrics_token: sources.get("metrics_token", values::token),
        };
        sources.finish().map(|()| config)
    }

    /// The database without its password, for people.
    pub fn database_shown(&self) -> String {
        let Ok(mut url) = Url::parse(&self.database_url) else { return "sqlite".to_owned() };
        if url.password().is_some() {
            let _ = url.set_password(Some("…"));
        }
        url.into()
    }
}

/// Each limit by itself, unless all are off.
fn rate_limits(sources: &mut Sources) -> RateLimits {
    let mut limit = |key, default| sources.get(key, values::rate).unwrap_or(default);
    let RateLimits { key, ip, link } = RateLimits::DEFAULT;
    let limits = RateLimits {
        key: limit("rate_limit_key", key),
        ip: limit("rate_limit_ip", ip),
        link: limit("rate_limit_link", link),
    };
    if sources.get("rate_limits", values::switch).unwrap_or(true) { limits } else { RateLimits::OFF }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("addr", &self.addr)
            .field("data_dir", &self.data_dir)
            .finish_non_exhaustive()
    }
}

/// What is wrong with the configuration, one line each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct Wrong(pub Vec<String>);

#[cfg(test)]
mod tests;
