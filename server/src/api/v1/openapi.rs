//! `GET /api/v1/openapi.json`

use axum::response::IntoResponse;
use http::header;

use crate::api::described;

/// Nothing of it is secret, so it needs no key.
pub(super) async fn openapi() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
    (headers, described::text())
}
