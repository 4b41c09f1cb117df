//! The authorisation server of each brand: discovery, pushed requests, the authorise page, tokens.

mod assertion;
mod authorize;
mod discovery;
mod par;
mod token;

pub(crate) use authorize::{answer, ask};
pub(crate) use discovery::{discovery, jwks};
pub(crate) use par::push;
pub(crate) use token::issue;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use url::Url;

use crate::{brands::Brand, store::Record};

/// An authorisation request that a client pushed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PushedRequest {
    pub(crate) client_id: String,
    pub(crate) brand: Brand,
    pub(crate) consent_id: String,
    pub(crate) redirect_uri: Url,
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) code_challenge: String,
    pub(crate) ui_locales: Option<String>,
    /// It must be opened before; once open it lives as long as its consent.
    pub(crate) expires_at: i64,
    pub(crate) opened: bool,
    /// The answer the customer gave, and where it led.
    pub(crate) answered: Option<Url>,
}

impl Record for PushedRequest {
    const FIND: &'static str = "SELECT version, body FROM requests WHERE uri = $1";
    const UPDATE: &'static str =
        "UPDATE requests SET body = $3, version = version + 1 WHERE uri = $1 AND version = $2";
}

impl PushedRequest {
    /// The way back to the client with the given answer.
    pub(crate) fn way_back(&self, issuer: &str, answer: &[(&str, &str)]) -> Url {
        let mut url = self.redirect_uri.clone();
        url.query_pairs_mut()
            .extend_pairs(answer)
            .append_pair("state", &self.state)
            .append_pair("iss", issuer);
        url
    }
}

/// A code on its way to the client: what it may be exchanged for, and by whom.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CodeGrant {
    pub(crate) client_id: String,
    pub(crate) brand: Brand,
    pub(crate) consent_id: String,
    pub(crate) redirect_uri: Url,
    pub(crate) nonce: String,
    pub(crate) state: String,
    pub(crate) code_challenge: String,
    pub(crate) authenticated_at: i64,
}

/// A refusal in the shape of RFC 6749.
#[derive(Debug)]
pub(crate) struct OauthError {
    status: StatusCode,
    error: &'static str,
    description: String,
}

impl OauthError {
    fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error, description: description.into() }
    }

    fn client(description: impl Into<String>) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, ..Self::new("invalid_client", description) }
    }

    fn server(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "the bank failed");
        let description = "Something went wrong at the bank";
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, ..Self::new("server_error", description) }
    }
}

impl From<sqlx::Error> for OauthError {
    fn from(error: sqlx::Error) -> Self {
        Self::server(&error)
    }
}

impl From<anyhow::Error> for OauthError {
    fn from(error: anyhow::Error) -> Self {
        Self::server(&error)
    }
}

impl IntoResponse for OauthError {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        no_store((self.status, Json(body)).into_response())
    }
}

fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The brand a path names, or the answer that there is none.
fn brand_of(name: &str) -> Result<Brand, OauthError> {
    name.parse().map_err(|()| OauthError {
        status: StatusCode::NOT_FOUND,
        ..OauthError::new("invalid_request", "There is no such bank here")
    })
}
