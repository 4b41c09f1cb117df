//! What all objects share when they are shown: moments, lists, replies.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use domain::Mode;
use engine::page::{Cursor, Page, PageRequest};
use http::StatusCode;
use serde::Serialize;

pub(crate) use engine::shown::moment;

use crate::problem::Problem;

/// What a handler of the API answers.
pub(super) type Reply = Result<Response, Problem>;

pub(super) fn created(object: impl Serialize) -> Response {
    (StatusCode::CREATED, Json(object)).into_response()
}

pub(super) fn ok(object: impl Serialize) -> Response {
    Json(object).into_response()
}

/// What a deleted object leaves behind.
#[derive(Serialize)]
struct Gone {
    id: String,
    object: &'static str,
    mode: Mode,
    deleted: bool,
}

/// Says that an object is deleted.
pub(super) fn deleted(id: impl ToString, object: &'static str, mode: Mode) -> Response {
    ok(Gone { id: id.to_string(), object, mode, deleted: true })
}

/// The envelope of a list.
#[derive(Serialize)]
struct List<O> {
    object: &'static str,
    data: Vec<O>,
    has_more: bool,
    /// What to send as `starting_after`, or as `ending_before` when reading that way.
    next_cursor: Option<String>,
}

/// Shows a page of items.
pub(super) fn list<I, T, O: Serialize>(
    page: Page<T>,
    request: &PageRequest<I>,
    id: impl Fn(&T) -> String,
    show: impl FnMut(T) -> O,
) -> Response {
    let edge = match request.cursor {
        Some(Cursor::EndingBefore(_)) => page.items.first(),
        _ => page.items.last(),
    };
    let next_cursor = edge.filter(|_| page.has_more).map(id);
    let has_more = page.has_more;
    ok(List { object: "list", data: page.items.into_iter().map(show).collect(), has_more, next_cursor })
}
