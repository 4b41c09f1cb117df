//! What browsers must enforce on our pages.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, header};
use url::Url;

use crate::Remit;

const FIXED: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
];

/// The content security policy, written once. Pages with inline scripts write their own, with a nonce.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    content: HeaderValue,
    https: bool,
}

impl Policy {
    /// For a server at `base_url` whose checkout sends customers on to `banks`.
    ///
    /// Browsers apply `form-action` to where a form's answer redirects, so it names the banks.
    pub fn new(base_url: &Url, banks: &[String]) -> Self {
        let mut targets = vec![base_url.origin().ascii_serialization()];
        targets.extend_from_slice(banks);
        let content = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self' {}; base-uri 'none'; \
             frame-ancestors 'none'",
            targets.join(" ")
        );
        let content = HeaderValue::from_str(&content);
        let content = content.unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
        Self { content, https: base_url.scheme() == "https" }
    }
}

/// Sets them all; what a handler has set for itself stays.
pub(crate) async fn set(State(remit): State<Remit>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let Policy { content, https } = &*remit.policy;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| content.clone());
    let resource_policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.entry(resource_policy).or_insert(HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if *https {
        let a_year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, a_year);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_has_no_inline_anything_and_lets_forms_reach_the_banks() {
        let base = Url::parse("https://pay.example.com").unwrap();
        let policy = Policy::new(&base, &["https://bank.example.com".to_owned()]);
        let content = policy.content.to_str().unwrap();
        assert!(!content.contains("unsafe-inline") && !content.contains("'unsafe-eval'"));
        assert!(
            content.contains("form-action 'self' https://pay.example.com https://bank.example.com;"),
            "{content}"
        );
    }
}
