//! What holds for every request: ids, headers, problems, methods, sizes.

use axum::body::Body;
use http::{Method, Request, StatusCode, header};

use crate::support::{Reply, Shop, assert_object};

async fn post(shop: &Shop, content_type: &str, body: impl Into<Body>) -> Reply {
    let request = Request::post("/api/v1/payment_links")
        .header(header::AUTHORIZATION, format!("Bearer {}", shop.key))
        .header(header::CONTENT_TYPE, content_type);
    shop.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn broken_json_is_located() {
    let shop = Shop::open().await;
    let reply = post(&shop, "application/json", "{\"name\": \"x\",\n  \"title\": oops}").await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_object!(reply.json());
    for body in ["", "[]", "\"text\"", "{\"a\": 1"] {
        let reply = post(&shop, "application/json; charset=utf-8", body).await;
        assert_eq!(
            (reply.status, reply.json()["code"].as_str()),
            (StatusCode::BAD_REQUEST, Some("malformed_json")),
            "{body}"
        );
    }
}

#[tokio::test]
async fn only_json_of_a_bounded_size_is_read() {
    let shop = Shop::open().await;
    let form = post(&shop, "application/x-www-form-urlencoded", "name=x").await;
    assert_eq!(
        (form.status, form.json()["code"].as_str()),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, Some("unsupported_media_type"))
    );
    let large = format!("{{\"name\": \"{}\"}}", "x".repeat(70_000));
    let reply = post(&shop, "application/json", large).await;
    assert_eq!(
        (reply.status, reply.json()["code"].as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, Some("payload_too_large"))
    );
    // Without a length beforehand, what is read is counted.
    let pieces = futures_util::stream::iter((0..70).map(|_| Ok::<_, std::io::Error>(vec![b' '; 1_000])));
    let reply = post(&shop, "application/json", Body::from_stream(pieces)).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn unknown_addresses_and_methods_are_problems_under_api() {
    let shop = Shop::open().await;
    for path in ["/nonsense", "/payment_links/plink_1", "/payment_links/plink_1/nonsense", ""] {
        let reply = shop.api(Method::GET, path, None).await;
        assert_eq!(
            (reply.status, reply.json()["code"].as_str()),
            (StatusCode::NOT_FOUND, Some("not_found")),
            "{path}"
        );
    }
    let reply = shop.api(Method::PUT, "/payment_links", None).await;
    assert_eq!(
        (reply.status, reply.json()["code"].as_str()),
        (StatusCode::METHOD_NOT_ALLOWED, Some("method_not_allowed"))
    );
    assert_eq!(reply.header("allow"), "GET,HEAD,POST");
    let options = shop.api(Method::OPTIONS, "/payment_links", None).await;
    assert_eq!((options.status, options.header("allow")), (StatusCode::NO_CONTENT, "GET,HEAD,POST"));
    let head = shop.api(Method::HEAD, "/payment_links", None).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn every_reply_has_an_id_that_the_problem_repeats() {
    let shop = Shop::open().await;
    let reply = shop.api(Method::GET, "/nonsense", None).await;
    assert!(reply.header("x-request-id").starts_with("req_"));
    assert_eq!(reply.json()["request_id"], reply.header("x-request-id"));
    let other = shop.visit("/healthz").await;
    assert_ne!(other.header("x-request-id"), reply.header("x-request-id"));
    assert_eq!((other.status, shop.visit("/readyz").await.status), (StatusCode::OK, StatusCode::OK));
}

#[tokio::test]
async fn pages_have_strict_headers_and_the_form_may_lead_to_the_banks() {
    let shop = Shop::open().await;
    let link = shop.link(serde_json::json!({})).await;
    for reply in [shop.visit(&crate::support::path_of(&link)).await, shop.visit("/nowhere").await] {
        for (name, value) in [
            ("content-type", "text/html; charset=utf-8"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cache-control", "no-store"),
            ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ] {
            assert_eq!(reply.header(name), value, "{name}");
        }
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert!(
            policy.contains("form-action 'self' https://pay.example.com https://bank.example"),
            "{policy}"
        );
        assert!(!reply.text().contains("style=") && !reply.text().contains("<script>"), "{}", reply.text());
    }
}

#[tokio::test]
async fn an_unknown_page_is_a_page() {
    let shop = Shop::open().await;
    let reply = shop.visit("/nowhere?lang=fr").await;
    assert_eq!((reply.status, reply.page()), (StatusCode::NOT_FOUND, "error"));
    assert!(reply.text().contains("lang=\"fr\""));
}
