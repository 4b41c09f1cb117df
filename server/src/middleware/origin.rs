//! Refuses requests that change something and that another site made the browser send.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, Method, header};
use url::Url;

use crate::{Remit, problem::Problem, session};

/// Only what rides on a cookie, or sets one, can be forged through a browser: the API has its keys, the
/// public checkout knows nobody.
pub(crate) async fn check(State(remit): State<Remit>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers();
    let path = request.uri().path();
    let at_stake =
        path == "/login" || path == "/forgot" || path.starts_with("/reset/") || session::has_cookie(headers);
    if !safe && at_stake && !from_here(headers, &remit.engine.settings().base_url) {
        return Problem::new("cross_site_request", "Another site sent this request.").into_response();
    }
    next.run(request).await
}

/// Every browser sends one of the two headers with such a request; a program sends neither. A proxy may put
/// a name of its own into `Host`: an origin that is the base URL's is ours all the same.
fn from_here(headers: &HeaderMap, base_url: &Url) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let Ok(origin) = Url::parse(origin) else { return false };
            origin.origin() == base_url.origin() || Some(authority(&origin).as_str()) == text("host")
        }
        (None, None) => true,
    }
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_and_programs_pass() {
        for (pairs, expected) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site"), ("origin", "https://a.test"), ("host", "a.test")], false),
            (vec![("origin", "https://a.test"), ("host", "a.test")], true),
            (vec![("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], true),
            (vec![("origin", "https://b.test"), ("host", "a.test")], false),
            (vec![("origin", "null"), ("host", "a.test")], false),
            (vec![("host", "a.test")], true),
            // Behind a proxy that names itself.
            (vec![("origin", "https://pay.test"), ("host", "127.0.0.1:8080")], true),
            (vec![("origin", "http://pay.test"), ("host", "127.0.0.1:8080")], false),
            (vec![("origin", "https://pay.test:8443"), ("host", "127.0.0.1:8080")], false),
        ] {
            let base_url = Url::parse("https://pay.test/").unwrap();
            assert_eq!(from_here(&headers(&pairs), &base_url), expected, "{pairs:?}");
        }
    }
}
