//! Refuses requests that change something and that another site made the browser send.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, Method, header};
use url::Url;

use crate::{problem::Problem, session};

/// Only what rides on a cookie, or sets one, can be forged through a browser: the API has its keys, the
/// public checkout knows nobody.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers();
    let at_stake = request.uri().path() == "/login" || session::has_cookie(headers);
    if !safe && at_stake && !from_here(headers) {
        return Problem::new("cross_site_request", "Another site sent this request.").into_response();
    }
    next.run(request).await
}

/// Every browser sends one of the two headers with such a request; a program sends neither.
fn from_here(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text(header::ORIGIN.as_str())) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let origin = Url::parse(origin).ok().map(|origin| authority(&origin));
            origin.is_some() && origin.as_deref() == text(header::HOST.as_str())
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
        ] {
            assert_eq!(from_here(&headers(&pairs)), expected, "{pairs:?}");
        }
    }
}
