//! One line in the log for each request, and its place in the metrics: the route, never the address itself, which may
//! hold a token.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

use super::request_id::RequestId;
use crate::Remit;

pub(crate) async fn log(State(remit): State<Remit>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", id, %method, route);
    let started = Instant::now();
    async {
        let response = next.run(request).await;
        let took = started.elapsed();
        remit.metrics.note(&method, &route, response.status(), took);
        let (status, millis) = (response.status().as_u16(), took.as_millis());
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
