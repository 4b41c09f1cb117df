//! How the bank says no on the resource API: a status and the error codes of version 4.
//!
//! OAuth endpoints say no in OAuth's own shape, see [`crate::oauth::OauthError`].

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::keys;

/// The codes of the v4.0 error code set that this bank uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Unexpected,
    FieldInvalid,
    FieldMissing,
    FieldUnexpected,
    HeaderInvalid,
    HeaderMissing,
    ConsentMismatch,
    InvalidConsentStatus,
    InvalidFormat,
    NotFound,
    SignatureInvalid,
    SignatureInvalidClaim,
    SignatureMissingClaim,
    SignatureMalformed,
    SignatureMissing,
    UnsupportedAccountIdentifier,
    UnsupportedScheme,
    AlreadyExists,
}

impl Code {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Unexpected => "U000",
            Self::FieldInvalid => "U002",
            Self::FieldMissing => "U004",
            Self::FieldUnexpected => "U005",
            Self::HeaderInvalid => "U006",
            Self::HeaderMissing => "U007",
            Self::ConsentMismatch => "U008",
            Self::InvalidConsentStatus => "U009",
            Self::InvalidFormat => "U010",
            Self::NotFound => "U011",
            Self::SignatureInvalid => "U015",
            Self::SignatureInvalidClaim => "U016",
            Self::SignatureMissingClaim => "U017",
            Self::SignatureMalformed => "U018",
            Self::SignatureMissing => "U019",
            Self::UnsupportedAccountIdentifier => "U021",
            Self::UnsupportedScheme => "U027",
            Self::AlreadyExists => "U029",
        }
    }
}

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) code: Code,
    pub(crate) message: String,
    /// Where in the body, such as `Data.Initiation.InstructedAmount.Amount`.
    pub(crate) path: Option<String>,
}

impl Flaw {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), path: None }
    }

    pub(crate) fn at(code: Code, path: &str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), path: Some(path.to_owned()) }
    }
}

/// A refused request. Without flaws it has no body, as the specification asks of 401.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    flaws: Vec<Flaw>,
}

impl Refusal {
    /// 400 with every flaw found.
    pub(crate) fn invalid(flaws: Vec<Flaw>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, flaws }
    }

    /// 400 with one flaw.
    pub(crate) fn bad(code: Code, message: impl Into<String>) -> Self {
        Self::invalid(vec![Flaw::new(code, message)])
    }

    /// 400 for an id that the bank does not know: this API keeps 404 for endpoints it does not have.
    pub(crate) fn unknown(what: &str) -> Self {
        Self::bad(Code::NotFound, format!("There is no such {what}"))
    }

    /// 409 for an idempotency key that came back with another body.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self { status: StatusCode::CONFLICT, flaws: vec![Flaw::new(Code::AlreadyExists, message)] }
    }

    /// A bare status.
    pub(crate) fn bare(status: StatusCode) -> Self {
        Self { status, flaws: Vec::new() }
    }

    /// 500; what happened goes to the log, not to the caller.
    pub(crate) fn unexpected(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "the bank failed");
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            flaws: vec![Flaw::new(Code::Unexpected, "Something went wrong at the bank")],
        }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::unexpected(&error)
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self::unexpected(&error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if self.flaws.is_empty() {
            let mut response = self.status.into_response();
            if self.status == StatusCode::UNAUTHORIZED {
                response
                    .headers_mut()
                    .insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
            }
            return response;
        }
        let errors: Vec<_> = self
            .flaws
            .into_iter()
            .map(|flaw| {
                let mut error = json!({ "ErrorCode": flaw.code.as_str(), "Message": flaw.message });
                if let Some(path) = flaw.path {
                    error["Path"] = path.into();
                }
                error
            })
            .collect();
        (self.status, Json(json!({ "Id": keys::uuid(), "Errors": errors }))).into_response()
    }
}
