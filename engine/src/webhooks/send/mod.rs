//! Sends one webhook to a URL that a merchant chose, which may mean harm.
//!
//! The cast: [`Resolve`] turns a name into addresses, once for each request; the `guard` stands between it and
//! the connection and lets through what `domain::webhook::target` and the operator allow, so what was judged is
//! what is connected to; [`Sender`] bounds time and size, follows no redirect and uses no proxy. `hostile` is
//! the table of targets that must stay out of reach.

mod answer;
mod guard;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod receiver;
mod resolve;
#[cfg(any(test, feature = "testing"))]
mod scripted;
#[cfg(test)]
mod tests;

use std::{sync::Arc, time::Duration};

use domain::webhook::target::ForbiddenTarget;
use ipnet::IpNet;
use reqwest::{Client, header::HeaderMap, redirect, retry};
use url::Url;

pub use answer::Answer;
pub use resolve::{Resolve, SystemResolver};
#[cfg(any(test, feature = "testing"))]
pub use scripted::ScriptedResolver;

use guard::{Guard, GuardedResolver, Stopped};

/// Sends webhooks. Resolves once, refuses forbidden addresses, connects to the address that was judged, follows
/// nothing, in bounded time and size. Cheap to clone.
#[derive(Clone)]
pub struct Sender {
    http: Client,
    guard: Guard,
    limits: Limits,
}

/// How long a receiver may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To accept a connection, resolving its name and shaking hands included.
    pub connect: Duration,
    /// For everything together.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), total: Duration::from_secs(10) }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Nothing was connected to.
    #[error("not sent: {0}")]
    Forbidden(ForbiddenTarget),
    #[error("the name of the server is not known")]
    Unresolved,
    #[error("no connection: {0}")]
    Unreachable(String),
    #[error("no answer in time")]
    TimedOut,
    /// There was a connection, so it may have been received all the same.
    #[error("the connection broke: {0}")]
    Broken(String),
}

impl Sender {
    /// Sends to public addresses and those an operator allows. Needs a process-wide `rustls` provider.
    pub fn new(allow: Vec<IpNet>, resolver: Arc<dyn Resolve>) -> reqwest::Result<Self> {
        Self::with_limits(allow, resolver, Limits::default())
    }

    /// With the names that this computer knows.
    pub fn system(allow: Vec<IpNet>) -> reqwest::Result<Self> {
        Self::new(allow, Arc::new(SystemResolver))
    }

    pub fn with_limits(
        allow: Vec<IpNet>,
        resolver: Arc<dyn Resolve>,
        limits: Limits,
    ) -> reqwest::Result<Self> {
        let guard = Guard::new(allow);
        let http = Client::builder()
            .dns_resolver(GuardedResolver::new(guard.clone(), resolver))
            .connect_timeout(limits.connect)
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .no_proxy()
            // A kept connection would go where the name led before.
            .pool_max_idle_per_host(0)
            .user_agent(concat!("Remit/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self { http, guard, limits })
    }

    /// Posts a body. An answer of any status is an answer; a redirect is one too.
    pub async fn send(&self, url: &Url, headers: HeaderMap, body: Vec<u8>) -> Result<Answer, SendError> {
        self.guard.check(url).map_err(SendError::Forbidden)?;
        let deadline = tokio::time::Instant::now() + self.limits.total;
        let request = self.http.post(url.clone()).headers(headers).body(body).send();
        match tokio::time::timeout_at(deadline, request).await {
            Ok(Ok(response)) => Ok(Answer::read(response, deadline).await),
            Ok(Err(error)) => Err(SendError::from_reqwest(error)),
            Err(_) => Err(SendError::TimedOut),
        }
    }
}

impl SendError {
    /// The error with its causes; without the URL, which the caller knows and a log need not.
    fn from_reqwest(error: reqwest::Error) -> Self {
        let error = error.without_url();
        let causes = || std::iter::successors(std::error::Error::source(&error), |cause| cause.source());
        if let Some(stopped) = causes().find_map(|cause| cause.downcast_ref::<Stopped>()) {
            return match stopped {
                Stopped::Forbidden(reason) => Self::Forbidden(*reason),
                Stopped::Unresolved => Self::Unresolved,
            };
        }
        if error.is_timeout() {
            return Self::TimedOut;
        }
        let words = causes().last().map_or_else(|| error.to_string(), ToString::to_string);
        if error.is_connect() { Self::Unreachable(words) } else { Self::Broken(words) }
    }
}
