//! One line in the log for each request: the route, never the address itself, which may hold a token.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

use super::request_id::RequestId;

pub(crate) async fn log(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, method = %request.method(), route);
    let started = Instant::now();
    async {
        let response = next.run(request).await;
        let (status, millis) = (response.status().as_u16(), started.elapsed().as_millis());
        if status >= 500 {
            tracing::warn!(status, millis, "failed");
        } else {
            tracing::debug!(status, millis, "answered");
        }
        response
    }
    .instrument(span)
    .await
}
