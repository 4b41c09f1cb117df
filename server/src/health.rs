//! What a supervisor or a load balancer asks: does the process live, and can it work?

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;

use crate::{
    Remit,
    routes::{Routes, get},
};

pub(crate) fn routes() -> Routes {
    Routes::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(ready))
}

/// Ready when the database answers and its schema is the one this binary knows.
async fn ready(State(remit): State<Remit>) -> Response {
    match remit.engine.db().is_current().await {
        Ok(true) => "ready\n".into_response(),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "the schema is not current\n").into_response(),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}
