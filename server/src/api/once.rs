//! `Idempotency-Key`: a request that is sent again is answered again, and has one effect.
//!
//! [`note`] reads the header and the whole body before the handler does; the handler's [`Once`] runs the
//! operation, so that the engine keeps the answer with the effect.

use std::convert::Infallible;

use axum::{
    body::Body,
    extract::{FromRequestParts, Request},
    middleware::Next,
    response::Response,
};
use domain::access::Actor;
use engine::{
    Engine,
    idempotency::{self, Key, Seal},
};
use http::{HeaderMap, Method, header, request::Parts};
use sha2::{Digest as _, Sha256};

use super::{
    body::whole,
    show::{Answer, Reply},
};
use crate::{Remit, problem::Problem};

/// How often a request may have its effect: once, when it came with a key.
#[derive(Clone, Default)]
pub(crate) struct Once(Option<idempotency::Request>);

impl<S: Sync> FromRequestParts<S> for Once {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.remove().unwrap_or_default())
    }
}

impl Once {
    /// Runs an operation and shows its result; or shows again what was shown before.
    pub async fn run<T: Clone + Send + 'static>(
        self,
        remit: &Remit,
        actor: &Actor,
        run: impl AsyncFnOnce(Engine) -> engine::Result<T>,
        show: impl Fn(&Remit, T) -> Answer + Send + Sync + 'static,
    ) -> Reply {
        let Some(request) = self.0 else { return Ok(show(remit, run(remit.engine.clone()).await?)) };
        let shop = remit.clone();
        let render = move |result| show(&shop, result).kept();
        Ok(remit.engine.once(actor, request, run, render).await?.into())
    }
}

/// Puts the [`Once`] of a request that changes something into it.
pub(super) async fn note(request: Request, next: Next) -> Result<Response, Problem> {
    let changes = matches!(*request.method(), Method::POST | Method::PATCH | Method::DELETE);
    let key = if changes { key(request.headers())? } else { None };
    let Some(key) = key else { return Ok(next.run(request).await) };
    let (mut parts, body) = request.into_parts();
    let body = whole(body).await?;
    let (fingerprint, seal) = (fingerprint(&parts, &body), Seal::new(&key, secret(&parts.headers))?);
    parts.extensions.insert(Once(Some(idempotency::Request { key, fingerprint, seal })));
    Ok(next.run(Request::from_parts(parts, Body::from(body))).await)
}

fn key(headers: &HeaderMap) -> Result<Option<Key>, Problem> {
    let mut sent = headers.get_all("idempotency-key").iter();
    let Some(first) = sent.next() else { return Ok(None) };
    let key = first.to_str().ok().filter(|_| sent.next().is_none()).and_then(|text| text.parse().ok());
    let refused = "Send one `Idempotency-Key` of 1 to 255 visible ASCII characters, such as a UUID.";
    key.map(Some).ok_or_else(|| Problem::new("invalid_idempotency_key", refused))
}

/// What only the sender knows; a request without it gets no further than that.
fn secret(headers: &HeaderMap) -> &str {
    headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// No part can be taken for the beginning of the next: neither a method nor a path has a line break in it.
fn fingerprint(parts: &Parts, body: &[u8]) -> [u8; 32] {
    let path = parts.uri.path_and_query().map_or("", |whole| whole.as_str());
    let head = format!("{}\n{path}\n", parts.method);
    Sha256::new().chain_update(head).chain_update(body).finalize().into()
}
