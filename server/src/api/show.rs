//! What all objects share when they are shown: moments, lists, replies.

use axum::response::{IntoResponse, Response};
use domain::Mode;
use engine::{
    idempotency::{self, Answered},
    page::{Count, Cursor, Page, PageRequest},
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use engine::shown::moment;

use crate::problem::Problem;

/// What a handler of the API answers.
pub(super) type Reply = Result<Answer, Problem>;

/// An object on its way out, written as JSON.
pub(super) struct Answer {
    status: StatusCode,
    body: serde_json::Result<Vec<u8>>,
    /// Whether it is the answer to an earlier request.
    replayed: bool,
}

impl Answer {
    fn new(status: StatusCode, object: impl Serialize) -> Self {
        Self { status, body: serde_json::to_vec(&object), replayed: false }
    }

    /// What is kept of it under an idempotency key.
    pub fn kept(self) -> engine::Result<idempotency::Reply> {
        Ok(idempotency::Reply { status: self.status.as_u16(), body: self.body? })
    }
}

impl From<Answered> for Answer {
    fn from(Answered { reply, replayed }: Answered) -> Self {
        let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { status, body: Ok(reply.body), replayed }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let json = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let replayed = (HeaderName::from_static("idempotent-replayed"), HeaderValue::from_static("true"));
        match self.body {
            Ok(body) if self.replayed => (self.status, [json, replayed], body).into_response(),
            Ok(body) => (self.status, [json], body).into_response(),
            Err(error) => Problem::from(engine::Error::from(error)).into_response(),
        }
    }
}

pub(super) fn created(object: impl Serialize) -> Answer {
    Answer::new(StatusCode::CREATED, object)
}

pub(super) fn ok(object: impl Serialize) -> Answer {
    Answer::new(StatusCode::OK, object)
}

/// What a deleted object leaves behind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Deleted")]
pub(super) struct Gone {
    id: String,
    object: &'static str,
    mode: Mode,
    deleted: bool,
}

/// Says that an object is deleted.
pub(super) fn deleted(id: impl ToString, object: &'static str, mode: Mode) -> Answer {
    ok(Gone { id: id.to_string(), object, mode, deleted: true })
}

/// The envelope of a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "{O}List")]
pub(super) struct List<O> {
    #[schemars(extend("const" = "list"))]
    object: &'static str,
    data: Vec<O>,
    has_more: bool,
    /// What to send as `starting_after`, or as `ending_before` when reading that way.
    next_cursor: Option<String>,
    #[serde(flatten)]
    total: Option<Total>,
}

/// How many objects all pages have, where somebody asked.
#[derive(Serialize, JsonSchema)]
struct Total {
    total_count: u64,
    /// Whether there are more than were counted.
    total_count_exceeded: bool,
}

impl From<Count> for Total {
    fn from(count: Count) -> Self {
        Self { total_count: count.number, total_count_exceeded: !count.is_all }
    }
}

/// Shows a page of items.
pub(super) fn list<I, T, O: Serialize>(
    page: Page<T>,
    request: &PageRequest<I>,
    id: impl Fn(&T) -> String,
    show: impl FnMut(T) -> O,
) -> Answer {
    let edge = match request.cursor {
        Some(Cursor::EndingBefore(_)) => page.items.first(),
        _ => page.items.last(),
    };
    let next_cursor = edge.filter(|_| page.has_more).map(id);
    let (has_more, total) = (page.has_more, page.total.map(Total::from));
    let data = page.items.into_iter().map(show).collect();
    ok(List { object: "list", data, has_more, next_cursor, total })
}
