//! Errors as the outside sees them: RFC 9457 problems for programs, a page for people.
//!
//! A handler answers with a [`Problem`]; the `failures` middleware writes it in the form the caller reads,
//! with the request's id. Status and words of each code stand in the `catalogue`.

mod catalogue;

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use domain::FieldError;
use engine::Error;
use http::{HeaderValue, StatusCode, header};
use schemars::{JsonSchema, Schema, json_schema};
use serde::Serialize;

use crate::{
    middleware::rates,
    rates::{Standing, TooMany},
};

pub use catalogue::{CATALOGUE, Entry};

/// An error on its way out.
#[derive(Clone, Debug)]
pub struct Problem {
    entry: &'static Entry,
    detail: String,
    errors: Vec<FieldError>,
    retry_after: Option<u64>,
    standing: Option<Standing>,
}

impl Problem {
    /// A problem of the catalogue with what happened this time.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            entry: catalogue::entry(code),
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
            standing: None,
        }
    }

    pub fn not_found(what: &str) -> Self {
        Self::new("not_found", format!("There is no such {what}."))
    }

    /// Parameters are wrong; each is named.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [one] => format!("`{}`: {}.", one.param, one.detail),
            several => format!("{} parameters are not valid; `errors` names each.", several.len()),
        };
        Self { errors, ..Self::new("invalid_parameters", detail) }
    }

    /// A request too many.
    pub(crate) fn limited(too_many: TooMany) -> Self {
        let retry_after_seconds = too_many.retry_after_seconds;
        Self { standing: Some(too_many.standing), ..Error::Throttled { retry_after_seconds }.into() }
    }

    /// A rule that names the parameters it is about.
    pub fn about(code: &'static str, detail: impl Into<String>, errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(code, detail) }
    }

    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.entry.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    pub const fn code(&self) -> &'static str {
        self.entry.code
    }

    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The body for programs.
    pub fn json(&self, request_id: &str) -> String {
        let body = Json {
            kind: format!("urn:remit:error:{}", self.entry.code),
            title: self.entry.title,
            status: self.entry.status,
            detail: &self.detail,
            code: self.entry.code,
            request_id,
            errors: &self.errors,
        };
        serde_json::to_string(&body).unwrap_or_default()
    }
}

/// What went wrong, by RFC 9457.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(crate) struct Json<'a> {
    #[serde(rename = "type")]
    kind: String,
    /// The same words for each code.
    title: &'static str,
    status: u16,
    /// What happened this time.
    detail: &'a str,
    /// Stable, unlike the words.
    #[schemars(schema_with = "any_code")]
    code: &'static str,
    request_id: &'a str,
    /// What is wrong with each parameter.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
}

fn any_code(_: &mut schemars::SchemaGenerator) -> Schema {
    let all: Vec<_> = CATALOGUE.iter().map(|entry| entry.code).collect();
    json_schema!({ "type": "string", "enum": all })
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let code = error.code();
        let detail = sentence(&error.to_string());
        match error {
            Error::Invalid(errors) => Self::invalid(errors),
            Error::RefusedFields { .. } => Self::about(code, detail, error.into_fields()),
            Error::Internal(details) => {
                tracing::error!(%details, "internal error");
                Self::new(code, "Something went wrong on our side. Nothing is known to be lost; try again.")
            }
            Error::Throttled { retry_after_seconds } => {
                Self { retry_after: Some(retry_after_seconds), ..Self::new(code, detail) }
            }
            Error::Busy | Error::IdempotencyInProgress => {
                Self { retry_after: Some(1), ..Self::new(code, detail) }
            }
            Error::DatabaseUnavailable => Self { retry_after: Some(5), ..Self::new(code, detail) },
            _ => Self::new(code, detail),
        }
    }
}

/// An error's words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

impl IntoResponse for Problem {
    /// Only the status and headers: the body waits for the `failures` middleware, which knows the reader.
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(standing) = self.standing {
            rates::write(headers, standing);
        }
        if self.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use domain::Refusal;

    use super::*;

    #[test]
    fn every_code_of_the_engine_is_in_the_catalogue() {
        let refusals = Refusal::ALL.map(Error::Refused);
        let others = [
            Error::Invalid(Vec::new()),
            Error::NotFound("link"),
            Error::Conflict,
            Error::IdempotencyKeyReused,
            Error::IdempotencyInProgress,
            Error::Unauthenticated,
            Error::Forbidden,
            Error::Throttled { retry_after_seconds: 1 },
            Error::Busy,
            Error::DatabaseUnavailable,
            Error::BankUnavailable,
            Error::Internal(String::new()),
        ];
        for error in refusals.into_iter().chain(others) {
            assert_eq!(catalogue::entry(error.code()).code, error.code());
        }
    }

    #[test]
    fn codes_are_unique_and_advice_is_a_sentence() {
        for (index, entry) in CATALOGUE.iter().enumerate() {
            assert!(CATALOGUE[..index].iter().all(|earlier| earlier.code != entry.code), "{}", entry.code);
            assert!(entry.advice.ends_with('.') && !entry.title.ends_with('.'), "{}", entry.code);
        }
    }

    #[test]
    fn an_internal_error_says_nothing_of_the_inside() {
        let problem = Problem::from(Error::Internal("SELECT secret FROM table".to_owned()));
        assert!(!problem.json("req_1").contains("SELECT"));
    }
}
