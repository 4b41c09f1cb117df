//! Which requests for a page are a person opening it. What decides is in the request alone: nothing is kept.

use http::{HeaderMap, HeaderName, Method, Uri, header, request::Parts};
use url::Url;

/// What programs that read pages for others say of themselves, in lower case.
const CRAWLERS: [&str; 9] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "facebookexternalhit",
    "whatsapp/",
    "monitor",
    "lighthouse",
];

/// Not a `HEAD`, not a crawler, not fetched ahead of time; and not the page itself, which asks again in
/// another language or while it waits.
pub(super) fn is_opening(parts: &Parts) -> bool {
    parts.method == Method::GET
        && !is_crawler(&parts.headers)
        && !is_ahead_of_time(&parts.headers)
        && !is_from_itself(&parts.uri, &parts.headers)
}

fn text(headers: &HeaderMap, name: HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn is_crawler(headers: &HeaderMap) -> bool {
    let agent = text(headers, header::USER_AGENT).to_lowercase();
    CRAWLERS.iter().any(|name| agent.contains(name))
}

fn is_ahead_of_time(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose"]
        .into_iter()
        .any(|name| text(headers, HeaderName::from_static(name)).contains("prefetch"))
}

fn is_from_itself(asked: &Uri, headers: &HeaderMap) -> bool {
    let before = Url::parse(text(headers, header::REFERER));
    before.is_ok_and(|before| before.path() == asked.path())
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn opens(method: Method, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method(method).uri("/l/spring?lang=ar");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_opening(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn people_open_pages_and_programs_do_not() {
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1";
        for (headers, expected) in [
            (&[][..], true),
            (&[("user-agent", phone)], true),
            (&[("user-agent", phone), ("referer", "https://shop.example/l/spring/more")], true),
            (&[("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")], false),
            (&[("user-agent", "facebookexternalhit/1.1")], false),
            (&[("user-agent", "WhatsApp/2.23.20.0")], false),
            (&[("user-agent", "TelegramBot (like TwitterBot)")], false),
            (&[("user-agent", phone), ("sec-purpose", "prefetch;prerender")], false),
            (&[("user-agent", phone), ("referer", "https://pay.example.com/l/spring?lang=en")], false),
        ] {
            assert_eq!(opens(Method::GET, headers), expected, "{headers:?}");
            assert!(!opens(Method::HEAD, headers) && !opens(Method::POST, headers), "{headers:?}");
        }
    }
}
