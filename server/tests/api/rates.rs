//! Who asks too often is told to wait, and how long; nobody else is.

use std::{net::IpAddr, time::Duration};

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::json;
use server::{
    peer::Peer,
    rates::{Rate, RateLimits},
};

use crate::support::{Reply, Shop, path_of};

const STRICT: RateLimits =
    RateLimits { key: Rate::try_new(1, 3), ip: Rate::try_new(1, 4), link: Rate::try_new(1, 2) };

async fn shop() -> Shop {
    Shop::open_with(|remit| remit.limited(STRICT, &["10.0.0.0/8".parse().unwrap()])).await
}

fn standing(reply: &Reply) -> [&str; 4] {
    ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"]
        .map(|name| reply.header(name))
}

async fn press_pay(shop: &Shop, path: &str, from: &str, more: &[(&str, &str)]) -> Reply {
    let mut request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "text/html");
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let attempt = format!("attempt-of-a-test-{path}");
    let fields = [("phone", "+971501234567"), ("bank", "falcon"), ("attempt", &attempt)];
    let body = serde_urlencoded::to_string(fields).unwrap();
    let mut request = request.body(Body::from(body)).unwrap();
    request.extensions_mut().insert(Peer(from.parse::<IpAddr>().unwrap()));
    shop.send(request).await
}

#[tokio::test]
async fn a_key_has_a_bucket_of_its_own() {
    let shop = shop().await;
    let other = shop.key_of(&shop.world.actor, &domain::access::Scope::ALL).await;
    let list = async |key: &str| shop.api_as(key, Method::GET, "/payment_links", None).await;
    for left in ["2", "1", "0"] {
        let reply = list(&shop.key).await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(standing(&reply)[..2], ["3", left]);
    }
    let refused = list(&shop.key).await;
    assert_eq!(
        (refused.status, refused.json()["code"].as_str()),
        (StatusCode::TOO_MANY_REQUESTS, Some("too_many_requests"))
    );
    assert_eq!(standing(&refused), ["3", "0", "3", "1"]);
    assert_eq!(list(&other).await.status, StatusCode::OK);
    shop.world.clock.advance(Duration::from_secs(1));
    assert_eq!(list(&shop.key).await.status, StatusCode::OK);
    assert_eq!(list(&shop.key).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn guessing_keys_is_slowed_by_address_and_keeps_nobody_else_out() {
    let shop = shop().await;
    let ask = async |key: &str| {
        let mut request = Request::get("/api/v1/payment_links").body(Body::empty()).unwrap();
        let bearer = format!("Bearer {key}").parse().unwrap();
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        request.extensions_mut().insert(Peer("192.0.2.1".parse().unwrap()));
        shop.send(request).await
    };
    for _ in 0..4 {
        assert_eq!(ask("rk_test_guess").await.status, StatusCode::UNAUTHORIZED);
    }
    let refused = ask("rk_test_guess").await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "1"));
    assert_eq!(ask(&shop.key).await.status, StatusCode::OK, "a valid key counts by itself");
}

#[tokio::test]
async fn pay_is_limited_by_link_and_by_address_with_a_page_for_people() {
    let shop = shop().await;
    let (one, two) = (shop.link(json!({})).await, shop.link(json!({})).await);
    let (one, two) = (path_of(&one), path_of(&two));
    for _ in 0..2 {
        assert_eq!(press_pay(&shop, &one, "192.0.2.1", &[]).await.status, StatusCode::SEE_OTHER);
    }
    let refused = press_pay(&shop, &one, "192.0.2.2", &[("accept-language", "ar")]).await;
    assert_eq!((refused.status, refused.page()), (StatusCode::TOO_MANY_REQUESTS, "error"));
    assert_eq!(standing(&refused), ["2", "0", "2", "1"]);
    assert!(refused.text().contains("dir=\"rtl\""), "{}", refused.text());
    assert!(refused.text().contains("href=\"\""), "the same page is asked for anew: {}", refused.text());
    for _ in 0..2 {
        assert_eq!(press_pay(&shop, &two, "192.0.2.1", &[]).await.status, StatusCode::SEE_OTHER);
    }
    shop.world.clock.advance(Duration::from_millis(500));
    let refused = press_pay(&shop, "/l/nowhere", "192.0.2.1", &[]).await;
    assert_eq!(standing(&refused), ["4", "0", "4", "1"], "the address has asked four times");
    assert_eq!(shop.visit(&one).await.status, StatusCode::OK, "looking is free");
    shop.world.clock.advance(Duration::from_secs(2));
    assert_eq!(press_pay(&shop, &one, "192.0.2.1", &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn behind_a_trusted_proxy_the_client_counts() {
    let shop = shop().await;
    let from = async |peer: &str, client: &str| {
        press_pay(&shop, "/u/nowhere/bank", peer, &[("x-forwarded-for", client)]).await.status
    };
    for _ in 0..4 {
        assert_ne!(from("10.0.0.1", "192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(from("10.0.0.1", "192.0.2.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_ne!(from("10.0.0.1", "192.0.2.2").await, StatusCode::TOO_MANY_REQUESTS, "behind the same proxy");
    // Others may claim what they like.
    for number in 0..4 {
        let claimed = format!("198.51.100.{number}");
        assert_ne!(from("203.0.113.7", &claimed).await, StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(from("203.0.113.7", "198.51.100.9").await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_link_spelled_otherwise_is_the_same_link() {
    let shop = shop().await;
    let link = shop.link(json!({"slug": "spring"})).await;
    assert_eq!(path_of(&link), "/l/spring");
    for (spelled, from) in [("/l/spring", "192.0.2.1"), ("/l/%73pring", "192.0.2.2")] {
        assert_ne!(press_pay(&shop, spelled, from, &[]).await.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let third = press_pay(&shop, "/l/s%70ring", "192.0.2.3", &[]).await;
    assert_eq!(third.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn ways_to_a_new_password_and_what_is_no_endpoint_are_counted_by_address() {
    let shop = shop().await;
    for (path, from) in [("/forgot", "192.0.2.1"), ("/reset/nothing", "192.0.2.2")] {
        for _ in 0..4 {
            assert_ne!(press_pay(&shop, path, from, &[]).await.status, StatusCode::TOO_MANY_REQUESTS);
        }
        assert_eq!(press_pay(&shop, path, from, &[]).await.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    let ask = async |path: &str| {
        let mut request = Request::put(path).body(Body::empty()).unwrap();
        request.extensions_mut().insert(Peer("192.0.2.4".parse().unwrap()));
        shop.send(request).await
    };
    let first = ask("/api/v1/nothing").await;
    assert_eq!((first.status, &standing(&first)[..2]), (StatusCode::NOT_FOUND, &["4", "3"][..]));
    for _ in 0..3 {
        assert_eq!(ask("/api/v1/payment_links").await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    assert_eq!(ask("/api/v1/payment_links").await.status, StatusCode::TOO_MANY_REQUESTS);
}
