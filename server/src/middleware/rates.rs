//! Counts requests, refuses those that are too many, and says how many are left.
//!
//! Forms that anybody may send are counted here, by address and by link. A request of the API is counted when it is
//! known whose key it has: `Caller` asks the [`Counter`]. One that reaches no endpoint is counted by its address.

use std::{
    net::IpAddr,
    sync::{Arc, OnceLock},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{id::KeyId, slug::Slug};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use percent_encoding::percent_decode_str;

use crate::{
    Remit, peer,
    problem::Problem,
    rates::{Counted, Standing},
};

/// Counts one request, and remembers what its reply shall say.
#[derive(Clone, Default)]
pub(crate) struct Counter {
    client: Option<IpAddr>,
    standing: Arc<OnceLock<Standing>>,
}

impl Counter {
    /// For a request with a valid key.
    pub fn key(&self, remit: &Remit, id: KeyId) -> Result<(), Problem> {
        self.note(remit.rates.key(id))
    }

    /// For a request of nobody we know.
    pub fn unknown(&self, remit: &Remit) -> Result<(), Problem> {
        self.client.map_or(Ok(()), |client| self.note(remit.rates.address(client)))
    }

    fn link(&self, remit: &Remit, slug: &str) -> Result<(), Problem> {
        self.note(remit.rates.link(slug))
    }

    /// The first one counts: it is the closest to who asks. One that refuses is the last.
    fn note(&self, counted: Counted) -> Result<(), Problem> {
        match counted {
            Ok(None) => Ok(()),
            Ok(Some(standing)) => {
                let _ = self.standing.set(standing);
                Ok(())
            }
            Err(too_many) => Err(Problem::limited(too_many)),
        }
    }
}

pub(crate) async fn limit(State(remit): State<Remit>, mut request: Request, next: Next) -> Response {
    let client = peer::client(request.extensions(), request.headers(), &remit.trusted_proxies);
    let counter = Counter { client, ..Counter::default() };
    if let Err(problem) = form(&remit, &counter, &request) {
        return problem.into_response();
    }
    request.extensions_mut().insert(counter.clone());
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let is_uncounted = matches!(response.status(), StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED);
    if is_api
        && is_uncounted
        && counter.standing.get().is_none()
        && let Err(problem) = counter.unknown(&remit)
    {
        return problem.into_response();
    }
    if let Some(standing) = counter.standing.get()
        && !response.headers().contains_key(LIMIT)
    {
        write(response.headers_mut(), *standing);
    }
    response
}

/// Counts a form that needs no key and no session.
fn form(remit: &Remit, counter: &Counter, request: &Request) -> Result<(), Problem> {
    let path = request.uri().path();
    let link = path.strip_prefix("/l/");
    let others = ["/u/", "/reset/", "/login", "/forgot"].iter().any(|way| path.starts_with(way));
    if request.method() != Method::POST || !(link.is_some() || others) {
        return Ok(());
    }
    counter.unknown(remit)?;
    // An address can be written in many ways, and mean one link.
    let slug = link.and_then(|code| Slug::find(&percent_decode_str(code).decode_utf8_lossy()));
    slug.map_or(Ok(()), |slug| counter.link(remit, slug.as_str()))
}

const LIMIT: &str = "ratelimit-limit";

/// Says where the one who asks stands.
pub(crate) fn write(headers: &mut HeaderMap, standing: Standing) {
    headers.insert(HeaderName::from_static(LIMIT), HeaderValue::from(standing.limit));
    headers.insert(HeaderName::from_static("ratelimit-remaining"), HeaderValue::from(standing.remaining));
    headers.insert(HeaderName::from_static("ratelimit-reset"), HeaderValue::from(standing.reset));
}
