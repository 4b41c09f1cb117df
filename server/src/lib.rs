//! The server: everything that speaks HTTP, and the commands of the `remit` binary.
//!
//! The cast: [`commands`] start it, [`config`] is what an operator sets, [`listen`] answers connections, of clients whose
//! address [`peer`] knows and who may ask as often as [`rates`] let them; [`router`] puts together the
//! public [`checkout`], the banks' [`callbacks`], [`live`] streams, the REST [`api`], the merchant's [`dashboard`], embedded
//! [`assets`] and the [`sandbox`] bank; [`routes`] lists what there is; [`middleware`] surrounds them; [`mail`] carries
//! letters; `health` and `metrics` are for operators; [`problem`] gives errors status and words. No rule of the domain is decided here.

// The dashboard is one deep type.
#![recursion_limit = "512"]

mod api;
pub mod assets;
mod callbacks;
mod checkout;
pub mod commands;
pub mod config;
mod dashboard;
mod health;
pub mod listen;
mod live;
pub mod mail;
mod metrics;
mod middleware;
mod path;
pub mod peer;
pub mod problem;
pub mod rates;
mod routes;
pub mod sandbox;
mod session;

use std::sync::Arc;

use axum::Router;
use engine::{Engine, Maker};
use http::Method;
use ipnet::IpNet;
use secrecy::SecretString;

use self::{
    assets::Assets,
    live::Streams,
    metrics::Metrics,
    middleware::{failures, headers::Policy},
    rates::{RateLimits, Rates},
    routes::{Routes, get},
    sandbox::Sandbox,
};

/// Everything a request may need. Cheap to clone.
#[derive(Clone)]
pub struct Remit {
    engine: Engine,
    make: Maker,
    assets: Arc<Assets>,
    policy: Arc<Policy>,
    sandbox: Option<Sandbox>,
    streams: Streams,
    rates: Arc<Rates>,
    trusted_proxies: Arc<[IpNet]>,
    metrics: Arc<Metrics>,
}

impl Remit {
    /// A server of this engine. `banks` are the origins, beside our own, that customers are sent to.
    pub fn new(
        engine: Engine,
        make: Maker,
        assets: Assets,
        sandbox: Option<Sandbox>,
        banks: &[String],
    ) -> Self {
        let policy = Arc::new(Policy::new(&engine.settings().base_url, banks));
        let rates = Arc::new(Rates::new(RateLimits::OFF, &make));
        Self {
            engine,
            make,
            assets: Arc::new(assets),
            policy,
            sandbox,
            streams: Streams::new(),
            rates,
            trusted_proxies: Arc::default(),
            metrics: Arc::new(Metrics::new(None)),
        }
    }

    /// The same server, limiting how often somebody may ask. What trusted proxies say of a client is believed.
    #[must_use]
    pub fn limited(self, limits: RateLimits, trusted_proxies: &[IpNet]) -> Self {
        let rates = Arc::new(Rates::new(limits, &self.make));
        Self { rates, trusted_proxies: trusted_proxies.into(), ..self }
    }

    /// The same server, whose metrics are also for whoever has this token.
    #[must_use]
    pub fn measured(self, token: Option<SecretString>) -> Self {
        Self { metrics: Arc::new(Metrics::new(token)), ..self }
    }

    /// Forgets who has not asked for a while. To be called now and then.
    pub fn forget_rates(&self) {
        self.rates.forget();
    }

    /// Ends the streams of live pages, which would keep a server from stopping.
    pub fn end_streams(&self) {
        self.streams.close();
    }

    /// A URL of this server as customers see it.
    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.engine.settings().base_url.as_str().trim_end_matches('/'))
    }

    /// Whether browsers reach this server over TLS.
    fn is_https(&self) -> bool {
        self.engine.settings().base_url.scheme() == "https"
    }
}

/// All routes but those of the REST API, which its document lists.
fn pages(remit: &Remit) -> Routes {
    Routes::new()
        .merge(checkout::routes())
        .merge(callbacks::routes())
        .merge(live::routes())
        .merge(dashboard::routes(remit))
        .merge(health::routes())
        .merge(metrics::routes())
        .route("/assets/{*path}", get(assets::hashed))
        .route("/robots.txt", get(assets::robots))
        .route("/favicon.ico", get(assets::favicon))
        .route("/favicon.svg", get(assets::favicon))
}

/// The routes that are not the REST API's, for the test that asks of each who may take it.
pub fn page_routes(remit: &Remit) -> Vec<(Method, String)> {
    pages(remit).into_list()
}

/// The routes of the REST API, for the test that holds its description to them.
pub fn api_routes() -> Vec<(Method, String)> {
    let below = |(method, path)| (method, format!("/api{path}"));
    api::listed().into_iter().map(below).collect()
}

/// The description of the REST API, made anew from its types. What is served is what was generated of it.
pub fn api_description() -> serde_json::Value {
    api::reference::document()
}

/// Everything the server answers.
pub fn router(remit: Remit) -> Router {
    let pages = pages(&remit)
        .into_router()
        .nest("/api", api::routes())
        .fallback(failures::no_route)
        .method_not_allowed_fallback(failures::no_method);
    let everything = middleware::around(pages, &remit).merge(sandbox::routes(&remit));
    middleware::around_all(everything, &remit).with_state(remit)
}
