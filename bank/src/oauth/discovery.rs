//! `/.well-known/openid-configuration` and `/jwks`.

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{OauthError, brand_of};
use crate::{Bank, wire::organisation};

/// Says where everything is and what is supported. Only the authorisation endpoint is for browsers.
pub(crate) async fn discovery(
    State(bank): State<Bank>,
    Path(brand): Path<String>,
) -> Result<Json<Value>, OauthError> {
    let brand = brand_of(&brand)?;
    let issuer = bank.issuer(brand);
    Ok(Json(json!({
        "issuer": issuer,
        "jwks_uri": format!("{issuer}/jwks"),
        "token_endpoint": format!("{issuer}/token"),
        "pushed_authorization_request_endpoint": format!("{issuer}/par"),
        "authorization_endpoint": bank.authorization_endpoint(brand),
        "organisation_id": organisation(brand),
        "resource_endpoints": { "pisp": bank.resources(brand) },
        "scopes_supported": ["openid", "payments"],
        "claims_supported": ["openbanking_intent_id", "acr"],
        "claims_parameter_supported": true,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "subject_types_supported": ["public"],
        "code_challenge_methods_supported": ["S256"],
        "require_pushed_authorization_requests": true,
        "require_signed_request_object": true,
        "request_object_signing_alg_values_supported": ["PS256"],
        "id_token_signing_alg_values_supported": ["PS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["PS256"],
        "authorization_response_iss_parameter_supported": true,
        "ui_locales_supported": ["en", "ar", "fr"],
    })))
}

/// The bank's public keys; all brands share them.
pub(crate) async fn jwks(
    State(bank): State<Bank>,
    Path(brand): Path<String>,
) -> Result<Json<Value>, OauthError> {
    brand_of(&brand)?;
    Ok(Json(bank.key().jwks()))
}
