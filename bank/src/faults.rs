//! Trouble to order: what a bank may do to its clients, once or several times, at one endpoint.
//!
//! Faults live in memory: they belong to a test, not to the books.

use std::{
    convert::Infallible,
    io,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Bank, keys, wire::SIGNATURE};

/// Where a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Endpoint {
    Discovery,
    Jwks,
    Token,
    Par,
    Authorize,
    ConsentCreate,
    ConsentRead,
    Funds,
    PaymentCreate,
    PaymentRead,
    PaymentDetails,
}

impl Endpoint {
    /// The endpoint that a request is for, by the end of its path: the bank may be mounted anywhere.
    fn of(method: &Method, path: &str) -> Option<Self> {
        let mut ends = path.trim_end_matches('/').rsplit('/');
        let (last, before) = (ends.next()?, ends.next()?);
        Some(match (last, before) {
            ("openid-configuration", _) => Self::Discovery,
            ("jwks", _) => Self::Jwks,
            ("token", _) => Self::Token,
            ("par", _) => Self::Par,
            ("authorize", _) => Self::Authorize,
            ("funds-confirmation", _) => Self::Funds,
            ("payment-details", _) => Self::PaymentDetails,
            ("domestic-payment-consents", _) if method == Method::POST => Self::ConsentCreate,
            ("domestic-payments", _) if method == Method::POST => Self::PaymentCreate,
            (_, "domestic-payment-consents") => Self::ConsentRead,
            (_, "domestic-payments") => Self::PaymentRead,
            _ => return None,
        })
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Nothing is done and no answer comes for a minute.
    Timeout,
    /// Nothing is done; the answer is 500.
    Status500,
    /// Everything is done, but the connection breaks before the answer is whole.
    DropAnswer,
    /// Everything is done, but the signature of the answer is wrong.
    BadSignature,
    /// Nothing is done; the answer is 429 with `Retry-After`.
    RateLimited,
}

/// A fault that waits for its next requests.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ordered {
    endpoint: Endpoint,
    kind: Kind,
    #[serde(default = "once")]
    times: u32,
}

const fn once() -> u32 {
    1
}

/// The faults that are still to come, in the order they were ordered.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Ordered>>);

impl Faults {
    pub(crate) fn order(&self, fault: Ordered) {
        self.waiting().push(fault);
    }

    pub(crate) fn clear(&self) {
        self.waiting().clear();
    }

    pub(crate) fn list(&self) -> Vec<Ordered> {
        self.waiting().clone()
    }

    fn take(&self, endpoint: Endpoint) -> Option<Kind> {
        let mut waiting = self.waiting();
        let next = waiting.iter_mut().find(|fault| fault.endpoint == endpoint && fault.times > 0)?;
        next.times -= 1;
        let kind = next.kind;
        waiting.retain(|fault| fault.times > 0);
        Some(kind)
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Ordered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets the next ordered fault of this endpoint happen.
pub(crate) async fn inject(
    State(bank): State<Bank>,
    request: Request,
    next: Next,
) -> Result<Response, Infallible> {
    let endpoint = Endpoint::of(request.method(), request.uri().path());
    Ok(match endpoint.and_then(|endpoint| bank.faults().take(endpoint)) {
        None => next.run(request).await,
        Some(Kind::Timeout) => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            StatusCode::GATEWAY_TIMEOUT.into_response()
        }
        Some(Kind::Status500) => error(StatusCode::INTERNAL_SERVER_ERROR),
        Some(Kind::RateLimited) => {
            let mut response = error(StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            response
        }
        Some(Kind::DropAnswer) => {
            let status = next.run(request).await.status();
            let broken =
                futures_util::stream::once(async { Err::<&str, _>(io::Error::other("dropped on order")) });
            (status, Body::from_stream(broken)).into_response()
        }
        Some(Kind::BadSignature) => spoil(next.run(request).await).await,
    })
}

fn error(status: StatusCode) -> Response {
    let flaw = json!({ "ErrorCode": "U000", "Message": "A fault that was ordered" });
    (status, Json(json!({ "Id": keys::uuid(), "Errors": [flaw] }))).into_response()
}

/// Makes the signature of an answer wrong: the header, or the id token in the body.
async fn spoil(mut response: Response) -> Response {
    if let Some(signature) = response.headers().get(&SIGNATURE).and_then(|value| value.to_str().ok()) {
        if let Ok(value) = HeaderValue::from_str(&twist(signature)) {
            response.headers_mut().insert(SIGNATURE, value);
        }
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let Ok(mut json) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    if let Some(token) = json["id_token"].as_str().map(twist) {
        json["id_token"] = token.into();
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(json.to_string()))
}

/// Changes one character of the signature at the end.
fn twist(signed: &str) -> String {
    let (head, tail) = signed.split_at(signed.len().saturating_sub(20));
    let changed = if tail.starts_with('A') { "B" } else { "A" };
    format!("{head}{changed}{}", tail.get(1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_told_apart_wherever_the_bank_is_mounted() {
        let pisp = "/sandbox-bank/dune/open-banking/v4.0/pisp";
        for (method, path, endpoint) in [
            (Method::POST, format!("{pisp}/domestic-payments"), Endpoint::PaymentCreate),
            (Method::GET, format!("{pisp}/domestic-payments/7"), Endpoint::PaymentRead),
            (Method::GET, format!("{pisp}/domestic-payments/7/payment-details"), Endpoint::PaymentDetails),
            (Method::POST, format!("{pisp}/domestic-payment-consents"), Endpoint::ConsentCreate),
            (Method::GET, format!("{pisp}/domestic-payment-consents/7"), Endpoint::ConsentRead),
            (Method::GET, format!("{pisp}/domestic-payment-consents/7/funds-confirmation"), Endpoint::Funds),
            (Method::POST, "/dune/token".to_owned(), Endpoint::Token),
            (Method::GET, "/dune/.well-known/openid-configuration".to_owned(), Endpoint::Discovery),
        ] {
            assert_eq!(Endpoint::of(&method, &path), Some(endpoint), "{method} {path}");
        }
    }

    #[test]
    fn a_fault_strikes_as_often_as_ordered_and_only_its_endpoint() {
        let faults = Faults::default();
        faults.order(Ordered { endpoint: Endpoint::Par, kind: Kind::Status500, times: 2 });
        assert_eq!(faults.take(Endpoint::Token), None);
        assert_eq!(faults.take(Endpoint::Par), Some(Kind::Status500));
        assert_eq!(faults.take(Endpoint::Par), Some(Kind::Status500));
        assert_eq!(faults.take(Endpoint::Par), None);
    }
}
