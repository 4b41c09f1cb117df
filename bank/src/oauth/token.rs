//! `POST /token`: tokens for the client itself, and for a code that a customer's approval gave.

use axum::{
    Form, Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use sqlx::SqliteConnection;
use subtle::ConstantTimeEq;

use super::{CodeGrant, OauthError, assertion::Credentials, brand_of, no_store};
use crate::{
    Bank, RegisteredClient,
    brands::Brand,
    keys::{self, jws},
    store,
    wire::Grant,
};

/// The form of a token request.
#[derive(Debug, Deserialize)]
pub(crate) struct TokenForm {
    #[serde(flatten)]
    credentials: Credentials,
    grant_type: Option<String>,
    scope: Option<String>,
    code: Option<String>,
    redirect_uri: Option<String>,
    code_verifier: Option<String>,
}

/// Issues a token by the grant that is asked for.
pub(crate) async fn issue(
    State(bank): State<Bank>,
    Path(brand): Path<String>,
    Form(form): Form<TokenForm>,
) -> Result<Response, OauthError> {
    let brand = brand_of(&brand)?;
    let client = form.credentials.authenticate(&bank, brand).await?;
    match form.grant_type.as_deref() {
        Some("client_credentials") => for_client(&bank, brand, client, form.scope.as_deref()).await,
        Some("authorization_code") => for_code(&bank, brand, client, &form).await,
        _ => Err(OauthError::new(
            "unsupported_grant_type",
            "grant_type must be client_credentials or authorization_code",
        )),
    }
}

async fn for_client(
    bank: &Bank,
    brand: Brand,
    client: &RegisteredClient,
    scope: Option<&str>,
) -> Result<Response, OauthError> {
    if !scope.is_some_and(|scope| scope.split(' ').any(|one| one == "payments")) {
        return Err(OauthError::new("invalid_scope", "scope must be payments"));
    }
    let mut tx = bank.store().begin().await?;
    let grant = Grant { client_id: client.client.client_id.clone(), brand, consent_id: None };
    let token = save(bank, &mut tx, &grant).await?;
    tx.commit().await?;
    let body = json!({
        "access_token": token, "token_type": "Bearer", "scope": "payments",
        "expires_in": bank.settings().token_ttl.as_secs(),
    });
    Ok(no_store(Json(body).into_response()))
}

async fn for_code(
    bank: &Bank,
    brand: Brand,
    client: &RegisteredClient,
    form: &TokenForm,
) -> Result<Response, OauthError> {
    let mut tx = bank.store().begin().await?;
    let code = form.code.as_deref().unwrap_or_default();
    let grant = spend(&mut tx, code, bank.now()).await?;
    if let Err(why) = check(&grant, brand, client, form) {
        // A code shown by the wrong hands is spent all the same.
        tx.commit().await?;
        return Err(OauthError::new("invalid_grant", why));
    }
    let consent_id = Some(grant.consent_id.clone());
    let token = save(bank, &mut tx, &Grant { client_id: grant.client_id.clone(), brand, consent_id }).await?;
    tx.commit().await?;
    let body = json!({
        "access_token": token, "token_type": "Bearer", "scope": "openid payments",
        "expires_in": bank.settings().token_ttl.as_secs(), "id_token": id_token(bank, &grant, &token)?,
    });
    Ok(no_store(Json(body).into_response()))
}

async fn spend(db: &mut SqliteConnection, code: &str, now: i64) -> Result<CodeGrant, OauthError> {
    let body: Option<String> = sqlx::query_scalar(
        "UPDATE codes SET used_at = $2 WHERE code = $1 AND used_at IS NULL AND expires_at > $2 RETURNING body",
    )
    .bind(code)
    .bind(now)
    .fetch_optional(db)
    .await?;
    let body =
        body.ok_or_else(|| OauthError::new("invalid_grant", "The code is unknown, used or expired"))?;
    Ok(store::read(&body)?)
}

fn check(
    grant: &CodeGrant,
    brand: Brand,
    client: &RegisteredClient,
    form: &TokenForm,
) -> Result<(), &'static str> {
    if grant.client_id != client.client.client_id || grant.brand != brand {
        return Err("The code belongs to another client or bank");
    }
    if form.redirect_uri.as_deref() != Some(grant.redirect_uri.as_str()) {
        return Err("redirect_uri is not the one the customer came back to");
    }
    let challenge = keys::digest(form.code_verifier.as_deref().unwrap_or_default());
    if !bool::from(challenge.as_bytes().ct_eq(grant.code_challenge.as_bytes())) {
        return Err("code_verifier does not fit the code_challenge");
    }
    Ok(())
}

async fn save(bank: &Bank, db: &mut SqliteConnection, grant: &Grant) -> Result<String, OauthError> {
    let token = keys::token();
    sqlx::query("DELETE FROM tokens WHERE expires_at < $1").bind(bank.now()).execute(&mut *db).await?;
    sqlx::query("INSERT INTO tokens (digest, body, expires_at) VALUES ($1, $2, $3)")
        .bind(keys::digest(&token))
        .bind(store::write(grant)?)
        .bind(bank.after(bank.settings().token_ttl))
        .execute(db)
        .await?;
    Ok(token)
}

fn id_token(bank: &Bank, grant: &CodeGrant, access_token: &str) -> anyhow::Result<String> {
    let now = bank.now() / 1000;
    let claims = json!({
        "iss": bank.issuer(grant.brand), "aud": grant.client_id, "sub": grant.consent_id,
        "openbanking_intent_id": grant.consent_id, "nonce": grant.nonce,
        "iat": now, "exp": now + 300, "auth_time": grant.authenticated_at / 1000,
        "acr": "urn:openbanking:psd2:sca",
        "at_hash": keys::half_digest(access_token), "s_hash": keys::half_digest(&grant.state),
    });
    jws::sign_compact(bank.key(), &claims)
}
