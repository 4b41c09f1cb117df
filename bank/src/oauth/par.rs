//! `POST /par`: a client pushes a signed authorisation request (RFC 9126, RFC 9101).

use axum::{
    Form, Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::{OauthError, PushedRequest, assertion, assertion::Credentials, brand_of, no_store};
use crate::{
    Bank, RegisteredClient,
    brands::Brand,
    consents::{Consent, ConsentStatus},
    keys::{self, jws},
    store::{self, Stored},
};

/// The longest life of a request object, in seconds, and how far clocks may differ.
const LONGEST: i64 = 60 * 60;
const SKEW: i64 = 60;

/// The form of a pushed request. Everything of substance is inside `request`.
#[derive(Debug, Deserialize)]
pub(crate) struct PushForm {
    #[serde(flatten)]
    credentials: Credentials,
    request: Option<String>,
}

/// Stores the request and names it; the name goes through the customer's browser.
pub(crate) async fn push(
    State(bank): State<Bank>,
    Path(brand): Path<String>,
    Form(form): Form<PushForm>,
) -> Result<Response, OauthError> {
    let brand = brand_of(&brand)?;
    let client = form.credentials.authenticate(&bank, brand).await?;
    let object = form.request.ok_or_else(|| OauthError::new("invalid_request", "request is missing"))?;
    let claims = jws::open_compact(&client.keys, &object)
        .map_err(|why| OauthError::new("invalid_request_object", format!("request {why}")))?;
    let request = read(&bank, brand, client, &claims)?;
    let uri = format!("urn:ietf:params:oauth:request_uri:{}", keys::token());
    let mut tx = bank.store().begin().await?;
    check_consent(&mut tx, &request, bank.now()).await?;
    sqlx::query("INSERT INTO requests (uri, version, body) VALUES ($1, 0, $2)")
        .bind(&uri)
        .bind(store::write(&request)?)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    let body = json!({ "request_uri": uri, "expires_in": bank.settings().request_ttl.as_secs() });
    Ok(no_store((StatusCode::CREATED, Json(body)).into_response()))
}

fn read(
    bank: &Bank,
    brand: Brand,
    client: &RegisteredClient,
    claims: &Value,
) -> Result<PushedRequest, OauthError> {
    let wrong = |why: &str| OauthError::new("invalid_request_object", why.to_owned());
    let text = |name: &str| {
        let value = claims[name].as_str().filter(|text| !text.is_empty());
        value.map(ToOwned::to_owned).ok_or_else(|| wrong(&format!("{name} is missing")))
    };
    check_envelope(bank, brand, client, claims).map_err(wrong)?;
    if claims["response_type"] != "code" {
        return Err(OauthError::new("unsupported_response_type", "response_type must be code"));
    }
    let scope = text("scope")?;
    if !["openid", "payments"].iter().all(|wanted| scope.split(' ').any(|one| one == *wanted)) {
        return Err(OauthError::new("invalid_scope", "scope must be openid payments"));
    }
    let redirect_uri = Url::parse(&text("redirect_uri")?).map_err(|_| wrong("redirect_uri is not a URL"))?;
    if !client.client.redirect_uris.contains(&redirect_uri) {
        return Err(wrong("redirect_uri is not registered"));
    }
    if claims["code_challenge_method"] != "S256" {
        return Err(wrong("code_challenge_method must be S256"));
    }
    let intent = claims.pointer("/claims/id_token/openbanking_intent_id/value").and_then(Value::as_str);
    Ok(PushedRequest {
        client_id: client.client.client_id.clone(),
        brand,
        consent_id: intent
            .ok_or_else(|| wrong("claims.id_token.openbanking_intent_id is missing"))?
            .to_owned(),
        redirect_uri,
        state: text("state")?,
        nonce: text("nonce")?,
        code_challenge: text("code_challenge")?,
        ui_locales: claims["ui_locales"].as_str().map(ToOwned::to_owned),
        expires_at: bank.after(bank.settings().request_ttl),
        opened: false,
        answered: None,
    })
}

fn check_envelope(
    bank: &Bank,
    brand: Brand,
    client: &RegisteredClient,
    claims: &Value,
) -> Result<(), &'static str> {
    let (now, name) = (bank.now() / 1000, client.client.client_id.as_str());
    if claims["iss"] != name || claims["client_id"] != name {
        return Err("iss and client_id must both be the client");
    }
    let issuer = bank.issuer(brand);
    if !assertion::audience(&claims["aud"]).any(|aud| aud == issuer) {
        return Err("aud must be the issuer");
    }
    let expires = claims["exp"].as_i64().ok_or("exp is missing")?;
    let valid_from = claims["nbf"].as_i64().ok_or("nbf is missing")?;
    if expires <= now || valid_from > now + SKEW {
        return Err("the request object is not valid now");
    }
    if expires > valid_from + LONGEST {
        return Err("the request object may live an hour");
    }
    Ok(())
}

async fn check_consent(
    db: &mut sqlx::SqliteConnection,
    request: &PushedRequest,
    now: i64,
) -> Result<(), OauthError> {
    let wrong = |why: &str| OauthError::new("invalid_request", why.to_owned());
    let consent = Stored::<Consent>::find(db, &request.consent_id).await?;
    let consent = consent.ok_or_else(|| wrong("openbanking_intent_id names no consent"))?.record;
    if consent.client_id != request.client_id || consent.brand != request.brand {
        return Err(wrong("openbanking_intent_id names no consent of this client at this bank"));
    }
    if consent.status(now) != ConsentStatus::Awau {
        return Err(wrong("the consent no longer awaits authorisation"));
    }
    Ok(())
}
