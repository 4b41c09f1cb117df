//! Keeps the rest of an address when its page is asked for in another language.

use app::checkout::in_language;
use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::Locale;
use http::{HeaderMap, Uri, header};
use url::Url;

/// A page's links to its other languages say `?lang=` alone: they are written once, while filters and the
/// open usage come and go in the address. The `Referer` has the rest.
pub(super) async fn keep_query(request: Request, next: Next) -> Response {
    match whole(request.uri(), request.headers()) {
        Some(address) => Redirect::to(&address).into_response(),
        None => next.run(request).await,
    }
}

/// The address with what the same page had in its query a moment ago.
fn whole(asked: &Uri, headers: &HeaderMap) -> Option<String> {
    let locale: Locale = asked.query()?.strip_prefix("lang=")?.parse().ok()?;
    let before = Url::parse(headers.get(header::REFERER)?.to_str().ok()?).ok()?;
    let query = before.query().filter(|_| before.path() == asked.path())?;
    let address = in_language(&format!("{}?{query}", asked.path()), locale);
    // Nothing but a language was there.
    (address != asked.to_string()).then_some(address)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn the_same_page_keeps_its_filters() {
        for (asked, referer, expected) in [
            (
                "/payments/links?lang=ar",
                "https://pay.test/payments/links?status=ACTIVE&q=a%26b",
                Some("/payments/links?status=ACTIVE&q=a%26b&lang=ar"),
            ),
            ("/login?lang=fr", "https://pay.test/login?next=%2Fx&lang=ar", Some("/login?next=%2Fx&lang=fr")),
            ("/login?lang=fr", "https://pay.test/login?lang=ar", None),
            ("/login?lang=fr", "https://pay.test/login", None),
            ("/login?lang=fr", "https://pay.test/payments/links?q=a", None),
            ("/login?next=%2Fx&lang=fr", "https://pay.test/login?next=%2Fy", None),
            ("/payments/links?q=a", "https://pay.test/payments/links?q=b", None),
            ("/login?lang=xx", "https://pay.test/login?next=%2Fx", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::REFERER, HeaderValue::from_static(referer));
            assert_eq!(
                whole(&asked.parse().unwrap(), &headers).as_deref(),
                expected,
                "{asked} from {referer}"
            );
        }
        assert_eq!(whole(&"/login?lang=fr".parse().unwrap(), &HeaderMap::new()), None);
    }
}
