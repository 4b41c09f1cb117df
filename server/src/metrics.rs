//! `GET /metrics`: what a monitoring system reads, in the `OpenMetrics` text format. No number of it is about a person or
//! an account.
//!
//! For programs on this computer, and for whoever has the operator's token from anywhere.

use std::{fmt, time::Duration};

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use engine::jobs::Backlog;
use http::{Extensions, HeaderMap, Method, StatusCode, header, request::Parts};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq as _;

use crate::{
    Remit,
    peer::Peer,
    problem::Problem,
    routes::{Routes, get},
};

/// Seconds, from a page out of memory to an answer that took too long.
const TIMES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

pub(crate) fn routes() -> Routes {
    Routes::new().route("/metrics", get(show))
}

/// What was counted since the start.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Asked, Counter>,
    times: Family<Route, Histogram, fn() -> Histogram>,
    due: Family<Work, Gauge>,
    streams: Gauge,
    token: Option<SecretString>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Work {
    work: &'static str,
}

impl Metrics {
    pub fn new(token: Option<SecretString>) -> Self {
        let mut registry = Registry::with_prefix("remit");
        let requests = Family::<Asked, Counter>::default();
        let times: Family<Route, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(TIMES));
        let (due, streams) = (Family::<Work, Gauge>::default(), Gauge::<i64>::default());
        registry.register(
            "build",
            "The version that runs",
            Info::new([("version", env!("CARGO_PKG_VERSION"))]),
        );
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register_with_unit(
            "http_request_duration",
            "Until the head of an answer",
            Unit::Seconds,
            times.clone(),
        );
        registry.register("live_streams", "Pages that listen for changes", streams.clone());
        registry.register(
            "work_due",
            "What the jobs have before them, counted over the whole database",
            due.clone(),
        );
        Self { registry, requests, times, due, streams, token }
    }

    /// Counts an answer. The route is the pattern of the router, of which there are few; `-` for what has none.
    pub fn note(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let asked = Asked { method: name(method), route: route.to_owned(), status: status.as_u16() };
        self.requests.get_or_create(&asked).inc();
        self.times.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    fn print(&self, backlog: Backlog, streams: usize) -> Result<String, fmt::Error> {
        let Backlog { waiting_usages, payments_in_doubt, new_events, deliveries, mails } = backlog;
        for (work, count) in [
            ("waiting_usages", waiting_usages),
            ("payments_in_doubt", payments_in_doubt),
            ("new_events", new_events),
            ("webhook_deliveries", deliveries),
            ("mails", mails),
        ] {
            self.due.get_or_create(&Work { work }).set(count);
        }
        self.streams.set(i64::try_from(streams).unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }

    /// Whether this is the operator's token.
    fn admits(&self, headers: &HeaderMap) -> bool {
        let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let sent = sent.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or_default();
        let expected = self.token.as_ref().map(ExposeSecret::expose_secret);
        expected.is_some_and(|token| bool::from(token.as_bytes().ct_eq(sent.as_bytes())))
    }
}

/// Anybody may invent a method.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

/// Whether a program on this computer asks for itself. What another one asks through a proxy is marked by most of them.
fn is_here(extensions: &Extensions, headers: &HeaderMap) -> bool {
    let marks = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];
    let passed_on = marks.iter().any(|mark| headers.contains_key(*mark));
    let peer = extensions.get::<Peer>().map(|Peer(address)| address.to_canonical());
    peer.is_some_and(|address| address.is_loopback()) && !passed_on
}

/// To everybody else there is no such page.
async fn show(State(remit): State<Remit>, parts: Parts) -> Result<Response, Problem> {
    if !is_here(&parts.extensions, &parts.headers) && !remit.metrics.admits(&parts.headers) {
        return Err(Problem::not_found("page or endpoint"));
    }
    let backlog = remit.engine.backlog().await?;
    let text = remit.metrics.print(backlog, remit.streams.count());
    let text = text.map_err(|_| Problem::new("internal", "The metrics could not be written."))?;
    Ok(([(header::CONTENT_TYPE, FORMAT)], text).into_response())
}
