//! Bounds: how large a body, how long an answer, and what a panic becomes.

use std::{any::Any, time::Duration};

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::problem::Problem;

/// Bytes of a request's body.
pub(crate) const BODY: usize = 64 * 1024;

/// Longer than any request waits for a bank.
const TIME: Duration = Duration::from_secs(30);

/// Gives up on an answer that takes too long.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new("timeout", "The request took longer than 30 seconds.").into_response(),
    }
}

/// A panic costs one request, never the server.
pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    let words = words.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words");
    Problem::from(engine::Error::Internal(format!("panicked: {words}"))).into_response()
}
