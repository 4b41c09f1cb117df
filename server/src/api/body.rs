//! JSON bodies: an object, or a problem that says where it breaks.

use axum::{
    body::Bytes,
    extract::{
        FromRequest, Request,
        rejection::{BytesRejection, FailedToBufferBody},
    },
};
use http::header;
use serde_json::{Map, Value};

use crate::{Remit, problem::Problem};

/// The fields of a JSON body.
pub(crate) struct Body(pub Map<String, Value>);

impl FromRequest<Remit> for Body {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Remit) -> Result<Self, Problem> {
        let json = is_json(&request);
        let bytes = whole(request.into_body()).await?;
        if json { parse(&bytes).map(Self) } else { Err(not_json()) }
    }
}

/// The fields of a JSON body that may be left out.
pub(crate) struct OptionalBody(pub Map<String, Value>);

impl FromRequest<Remit> for OptionalBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Remit) -> Result<Self, Problem> {
        let json = is_json(&request);
        let bytes = whole(request.into_body()).await?;
        match (bytes.is_empty(), json) {
            (true, _) => Ok(Self(Map::new())),
            (false, true) => parse(&bytes).map(Self),
            (false, false) => Err(not_json()),
        }
    }
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn not_json() -> Problem {
    Problem::new("unsupported_media_type", "Send JSON with the header `Content-Type: application/json`.")
}

/// The whole body; the layers around have bounded its size and its time.
pub(super) async fn whole(body: axum::body::Body) -> Result<Bytes, Problem> {
    Bytes::from_request(Request::new(body), &()).await.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
            Problem::new("payload_too_large", "The body has more than 64 KB.")
        }
        _ => Problem::new("body_incomplete", "The body did not arrive whole in time."),
    })
}

fn parse(bytes: &[u8]) -> Result<Map<String, Value>, Problem> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Problem::new("malformed_json", "The body is JSON, but not an object: start with `{`.")),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let whole = error.to_string();
            let cause = whole.split(" at line ").next().unwrap_or_default();
            Err(Problem::new("malformed_json", format!("Line {line}, column {column}: {cause}.")))
        }
    }
}
