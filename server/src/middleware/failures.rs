//! Writes a [`Problem`] in the form its reader understands: JSON for programs, a page for people; [`desk`] the page for
//! who works in the dashboard.

mod desk;

use app::checkout::model::{Body as Content, Failure, Page};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::Locale;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use self::desk::Desk;
use super::request_id::RequestId;
use crate::{Remit, checkout, problem::Problem};

/// What the body depends on, kept while the request is worked on.
struct Reader {
    program: bool,
    locale: Locale,
    path: String,
    request_id: String,
    /// What was asked for is the dashboard's.
    desk: Option<Desk>,
}

impl Reader {
    fn of(request: &Request) -> Self {
        let text = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let lang = request.uri().query().and_then(checkout::forced_language);
        let path = request.uri().path();
        let program = path == "/api" || path.starts_with("/api/") || wants_json(request.headers());
        Self {
            program,
            locale: Locale::choose(lang.as_deref(), text(header::ACCEPT_LANGUAGE)),
            path: request.uri().path_and_query().map_or("/", |whole| whole.as_str()).to_owned(),
            request_id: request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
            desk: if program { None } else { Desk::of(request) },
        }
    }
}

fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    (accepted.contains("json") && !accepted.contains("text/html")) || accepted == "text/event-stream"
}

pub(crate) async fn write(State(remit): State<Remit>, request: Request, next: Next) -> Response {
    let reader = Reader::of(&request);
    let options = request.method() == Method::OPTIONS;
    let mut response = next.run(request).await;
    if options && response.status() == StatusCode::METHOD_NOT_ALLOWED {
        // Nothing is wrong with asking which methods there are: `Allow` names them.
        *response.status_mut() = StatusCode::NO_CONTENT;
        response.extensions_mut().remove::<Problem>();
        return response;
    }
    let Some(problem) = problem_of(&response) else { return response };
    let (kind, body) = if reader.program {
        ("application/problem+json", problem.json(&reader.request_id))
    } else {
        ("text/html; charset=utf-8", page(&remit, reader, &problem))
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

/// The problem a handler answered with, or the one that a library's bare refusal stands for.
fn problem_of(response: &Response) -> Option<Problem> {
    let named = response.extensions().get::<Problem>().cloned();
    named.or_else(|| match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Some(Problem::new("payload_too_large", "The body has more than 64 KB."))
        }
        _ => None,
    })
}

fn page(remit: &Remit, reader: Reader, problem: &Problem) -> String {
    if let Some(desk) = reader.desk {
        return desk.page(remit, problem, reader.request_id);
    }
    let failure = match problem.status() {
        StatusCode::TOO_MANY_REQUESTS => Failure::TooMany,
        status if status.is_server_error() => Failure::Server { request_id: Some(reader.request_id) },
        StatusCode::NOT_FOUND => Failure::NotFound,
        _ => Failure::Refused,
    };
    app::checkout::render(&Page {
        locale: reader.locale,
        path: reader.path,
        test_mode: false,
        merchant: None,
        assets: checkout::page_assets(remit),
        body: Content::Failure(failure),
    })
}

/// `404` of the router.
pub(crate) async fn no_route() -> Response {
    Problem::not_found("page or endpoint").into_response()
}

/// `405` of the router.
pub(crate) async fn no_method(method: Method) -> Response {
    Problem::new("method_not_allowed", format!("{method} is not allowed here.")).into_response()
}
