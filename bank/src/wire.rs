//! What every call of the resource API shares: the token, the headers, the signatures both ways.
//!
//! Cast: [`envelope`] wraps all resource routes, [`Caller`] is who it found out is calling.

use std::{collections::HashMap, convert::Infallible};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequestParts, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, SecondsFormat};
use serde::{Deserialize, Serialize};

use crate::{
    Bank,
    brands::Brand,
    error::{Code, Flaw, Refusal},
    keys::{self, jws},
    store,
};

const INTERACTION: HeaderName = HeaderName::from_static("x-fapi-interaction-id");
/// The signature header, for both directions.
pub(crate) const SIGNATURE: HeaderName = HeaderName::from_static("x-jws-signature");
const IDEMPOTENCY: HeaderName = HeaderName::from_static("x-idempotency-key");
/// Orders are small; anything longer is not one.
const BODY_LIMIT: usize = 128 * 1024;

/// What an access token stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) brand: Brand,
    /// The consent that a customer authorised; none for a token of the client itself.
    pub(crate) consent_id: Option<String>,
}

/// Who calls, and with which idempotency key.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) grant: Grant,
    key: Option<String>,
}

impl Caller {
    /// The token must be the client's own, not one that a customer's authorisation gave.
    pub(crate) fn as_client(&self) -> Result<&Grant, Refusal> {
        if self.grant.consent_id.is_none() { Ok(&self.grant) } else { Err(forbidden()) }
    }

    /// The token must come from a customer's authorisation of this very consent.
    pub(crate) fn for_consent(&self, consent_id: &str) -> Result<&Grant, Refusal> {
        if self.grant.consent_id.as_deref() == Some(consent_id) { Ok(&self.grant) } else { Err(forbidden()) }
    }

    /// Another client's or another bank's resource is forbidden, not unknown.
    pub(crate) fn owns(&self, client_id: &str, brand: Brand) -> Result<(), Refusal> {
        let own = self.grant.client_id == client_id && self.grant.brand == brand;
        if own { Ok(()) } else { Err(forbidden()) }
    }

    /// The idempotency key, which every POST of this API needs.
    pub(crate) fn key(&self) -> Result<&str, Refusal> {
        self.key.as_deref().ok_or_else(|| Refusal::bad(Code::HeaderMissing, "x-idempotency-key is missing"))
    }
}

fn forbidden() -> Refusal {
    Refusal::bare(StatusCode::FORBIDDEN)
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get().cloned().ok_or_else(|| Refusal::bare(StatusCode::UNAUTHORIZED))
    }
}

/// Checks a request before its handler sees it, and signs the answer.
pub(crate) async fn envelope(
    State(bank): State<Bank>,
    Path(path): Path<HashMap<String, String>>,
    request: Request,
    next: Next,
) -> Result<Response, Infallible> {
    let Some(brand) = path.get("brand").and_then(|brand| brand.parse().ok()) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let interaction = request.headers().get(INTERACTION).cloned();
    let response = match admit(&bank, brand, request).await {
        Ok(request) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    Ok(seal(&bank, brand, interaction, response).await)
}

async fn admit(bank: &Bank, brand: Brand, request: Request) -> Result<Request, Refusal> {
    let (mut parts, body) = request.into_parts();
    let grant = authenticate(bank, brand, &parts.headers).await?;
    check_media(&parts.method, &parts.headers)?;
    check_interaction(&parts.headers)?;
    let key = idempotency_key(&parts.headers)?;
    let body = to_bytes(body, BODY_LIMIT).await.map_err(|_| Refusal::bare(StatusCode::PAYLOAD_TOO_LARGE))?;
    if parts.method == Method::POST {
        check_signature(bank, &grant, &parts.headers, &body)?;
    }
    parts.extensions.insert(Caller { grant, key });
    Ok(Request::from_parts(parts, Body::from(body)))
}

async fn authenticate(bank: &Bank, brand: Brand, headers: &HeaderMap) -> Result<Grant, Refusal> {
    let unauthorised = || Refusal::bare(StatusCode::UNAUTHORIZED);
    let (scheme, token) =
        text(headers, &header::AUTHORIZATION).and_then(|h| h.split_once(' ')).ok_or_else(unauthorised)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(unauthorised());
    }
    let mut tx = bank.store().begin().await?;
    let body: Option<String> =
        sqlx::query_scalar("SELECT body FROM tokens WHERE digest = $1 AND expires_at > $2")
            .bind(keys::digest(token.trim()))
            .bind(bank.now())
            .fetch_optional(&mut *tx)
            .await?;
    let grant: Grant = store::read(&body.ok_or_else(unauthorised)?)?;
    if grant.brand != brand || bank.client(&grant.client_id).is_none() {
        return Err(unauthorised());
    }
    Ok(grant)
}

fn check_media(method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
    let essence = |value: &str| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if method == Method::POST
        && text(headers, &header::CONTENT_TYPE).map(essence).as_deref() != Some("application/json")
    {
        return Err(Refusal::bare(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let json = ["application/json", "application/*", "*/*"];
    if text(headers, &header::ACCEPT)
        .is_some_and(|accept| !accept.split(',').any(|one| json.contains(&&*essence(one))))
    {
        return Err(Refusal::bare(StatusCode::NOT_ACCEPTABLE));
    }
    Ok(())
}

fn check_interaction(headers: &HeaderMap) -> Result<(), Refusal> {
    let sent = headers.get(INTERACTION);
    let fits =
        sent.is_none_or(|id| id.to_str().is_ok_and(|id| id.len() == 36 && uuid::Uuid::try_parse(id).is_ok()));
    if fits { Ok(()) } else { Err(Refusal::bad(Code::HeaderInvalid, "x-fapi-interaction-id is not a UUID")) }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(value) = headers.get(IDEMPOTENCY) else {
        return Ok(None);
    };
    match value.to_str() {
        Ok(key) if (1..=40).contains(&key.len()) && key.trim() == key => Ok(Some(key.to_owned())),
        _ => Err(Refusal::bad(
            Code::HeaderInvalid,
            "x-idempotency-key is 1 to 40 characters without outer spaces",
        )),
    }
}

fn check_signature(bank: &Bank, grant: &Grant, headers: &HeaderMap, body: &Bytes) -> Result<(), Refusal> {
    let signature = text(headers, &SIGNATURE)
        .ok_or_else(|| Refusal::bad(Code::SignatureMissing, "x-jws-signature is missing"))?;
    let client = bank.client(&grant.client_id).ok_or_else(forbidden)?;
    jws::verify_detached(&client.keys, &client.signature_issuer(), bank.now(), signature, body)
        .map_err(|flaw: Flaw| Refusal::invalid(vec![flaw]))
}

/// Signs the bytes that go out and plays the interaction id back.
async fn seal(bank: &Bank, brand: Brand, interaction: Option<HeaderValue>, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if !body.is_empty() {
        let signed = jws::sign_detached(bank.key(), &organisation(brand), bank.now(), &body);
        if let Some(value) = signed.ok().and_then(|signature| HeaderValue::from_str(&signature).ok()) {
            parts.headers.insert(SIGNATURE, value);
        }
    }
    let fresh = || HeaderValue::from_str(&keys::uuid()).ok();
    if let Some(id) = interaction.or_else(fresh) {
        parts.headers.insert(INTERACTION, id);
    }
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(parts, Body::from(body))
}

/// The organisation that a brand signs its answers as.
pub(crate) fn organisation(brand: Brand) -> String {
    format!("sandbox-{brand}")
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// A time as the wire writes it.
pub(crate) fn date_time(millis: i64) -> String {
    DateTime::from_timestamp_millis(millis).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Millis, true)
}
