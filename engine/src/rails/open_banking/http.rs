//! Sending a request and telling what its answer means: nothing here knows one bank from another.

use reqwest::{RequestBuilder, Response, StatusCode, header};
use serde::{Deserialize, de::DeserializeOwned};

use super::types::lenient;
use crate::rails::RailError;

/// Answers are small; a longer one is not read to its end.
const BODY_LIMIT: usize = 1024 * 1024;
/// How long to wait when a bank asks for patience without saying how long, in seconds.
const PATIENCE: u64 = 5;

/// An answer that says yes or no: a success or a client error, read whole.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    /// The `x-jws-signature`, not verified yet.
    pub(super) signature: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Sends a request. Whatever leaves open what happened is [`RailError::Unknown`].
pub(super) async fn send(request: RequestBuilder) -> Result<Reply, RailError> {
    let mut response = request.send().await.map_err(lost)?;
    let status = response.status();
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Err(RailError::Throttled { seconds: retry_after(&response) });
    }
    if !is_yes_or_no(status) {
        return Err(RailError::Unknown(format!("HTTP {}", status.as_u16())));
    }
    let signature = response.headers().get("x-jws-signature");
    let signature = signature.and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        body.extend_from_slice(&chunk);
        if body.len() > BODY_LIMIT {
            return Err(RailError::Unknown("the answer is too long".to_owned()));
        }
    }
    Ok(Reply { status, signature, body })
}

/// Whether a status says that a request was done, or that it was not. A server error, a redirect and a
/// server that grew tired of waiting say neither.
fn is_yes_or_no(status: StatusCode) -> bool {
    status.is_success() || status.is_client_error() && status != StatusCode::REQUEST_TIMEOUT
}

/// The error with its causes; without the URL, which the caller knows and a log need not.
fn lost(error: reqwest::Error) -> RailError {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    RailError::Unknown(text)
}

fn retry_after(response: &Response) -> u64 {
    let header = response.headers().get(header::RETRY_AFTER);
    let seconds = header.and_then(|value| value.to_str().ok()?.trim().parse().ok());
    seconds.map_or(PATIENCE, |seconds: u64| seconds.max(1))
}

impl Reply {
    /// Reads the body of a success; anything else is what [`Self::refusal`] says.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, RailError> {
        if self.status.is_success() {
            serde_json::from_slice(&self.body)
                .map_err(|error| RailError::Unknown(format!("the answer is unreadable: {error}")))
        } else {
            Err(self.refusal())
        }
    }

    /// What the bank says no with. A client error in a shape that no bank uses comes from something in
    /// between, and is no bank's word.
    pub(super) fn refusal(&self) -> RailError {
        if self.body.is_empty() {
            let code = self.status.as_u16().to_string();
            return RailError::Refused { code, message: String::new() };
        }
        let body: Option<ErrorBody> = serde_json::from_slice(&self.body).ok();
        match body.and_then(ErrorBody::into_parts) {
            Some((code, message)) => RailError::Refused { code, message },
            None => RailError::Unknown(format!("HTTP {} without a reason", self.status.as_u16())),
        }
    }
}

/// The error shapes of Open Banking and of OAuth in one.
#[derive(Debug, Deserialize)]
struct ErrorBody {
    #[serde(default, rename = "Errors", deserialize_with = "lenient")]
    errors: Vec<Flaw>,
    #[serde(default, deserialize_with = "lenient")]
    error: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    error_description: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Flaw {
    error_code: String,
    #[serde(default, deserialize_with = "lenient")]
    message: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    path: Option<String>,
}

impl ErrorBody {
    fn into_parts(self) -> Option<(String, String)> {
        if let Some(code) = self.error {
            return Some((code, self.error_description.unwrap_or_default()));
        }
        let words = |flaw: &Flaw| match (&flaw.message, &flaw.path) {
            (Some(message), Some(path)) if !message.contains(path.as_str()) => format!("{message} ({path})"),
            (Some(message), _) => message.clone(),
            (None, path) => path.clone().unwrap_or_default(),
        };
        let message = self.errors.iter().map(words).collect::<Vec<_>>().join("; ");
        Some((self.errors.into_iter().next()?.error_code, message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(body: &str) -> RailError {
        let body = body.as_bytes().to_vec();
        Reply { status: StatusCode::BAD_REQUEST, signature: None, body }.refusal()
    }

    fn refused(code: &str, message: &str) -> RailError {
        RailError::Refused { code: code.to_owned(), message: message.to_owned() }
    }

    #[test]
    fn only_a_success_or_a_client_error_says_what_happened() {
        let judge = |code: u16| is_yes_or_no(StatusCode::from_u16(code).unwrap());
        assert!([200, 201, 400, 401, 403, 409, 422].into_iter().all(judge));
        assert!(![302, 304, 408, 500, 502, 503, 504, 599].into_iter().any(judge));
    }

    #[test]
    fn every_shape_of_a_refusal_is_read() {
        for (body, expected) in [
            ("", refused("400", "")),
            (r#"{"Id":"1","Errors":[{"ErrorCode":"U009","Message":"Not now"}]}"#, refused("U009", "Not now")),
            (
                r#"{"Errors":[{"ErrorCode":"U002","Message":"Wrong","Path":"Data.X"},{"ErrorCode":"U004"}]}"#,
                refused("U002", "Wrong (Data.X); "),
            ),
            (r#"{"error":"invalid_grant","error_description":"used"}"#, refused("invalid_grant", "used")),
            (r#"{"error":"invalid_client","error_description":7}"#, refused("invalid_client", "")),
        ] {
            assert_eq!(refusal(body), expected, "{body}");
        }
    }

    #[test]
    fn a_client_error_that_no_bank_wrote_is_not_known() {
        for body in ["<html>no</html>", "{}", "[]", r#"{"Errors":[]}"#, r#"{"Errors":"many"}"#, "null"] {
            assert!(matches!(refusal(body), RailError::Unknown(_)), "{body}");
        }
    }
}
