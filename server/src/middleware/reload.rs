//! For work on the pages: each reloads by itself once the server behind it has been built anew. Only in
//! debug builds, and only where `cargo xtask dev` asks for it.

use std::future::pending;

use axum::{
    Router, body::Body, extract::Request, middleware::Next, middleware::from_fn, response::Response,
    routing::get,
};
use futures_util::{StreamExt as _, stream::once};
use http::{HeaderValue, header};

use crate::Remit;

/// Set by `cargo xtask dev`.
const SWITCH: &str = "REMIT_RELOAD";

const TAG: &str = r#"<script type="module" src="/reload.js"></script>"#;

/// The first request ends when the server does.
const SCRIPT: &str = r#"
const again = () => fetch("/healthz").then(() => location.reload(), () => setTimeout(again, 200));
fetch("/reload").then(again, again);
"#;

/// The routes, with a script in every page, when it is asked for.
pub(crate) fn around(routes: Router<Remit>) -> Router<Remit> {
    if std::env::var_os(SWITCH).is_none() {
        return routes;
    }
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) };
    let waiting = || async { pending::<()>().await };
    routes.layer(from_fn(add)).route("/reload.js", get(script)).route("/reload", get(waiting))
}

async fn add(request: Request, next: Next) -> Response {
    let (mut parts, body) = next.run(request).await.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    if !kind.is_some_and(|kind| kind.starts_with(b"text/html")) {
        return Response::from_parts(parts, body);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    let script = once(async { Ok(TAG.into()) });
    Response::from_parts(parts, Body::from_stream(body.into_data_stream().chain(script)))
}
