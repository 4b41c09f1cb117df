//! Who may read the metrics, and what they tell.

use axum::body::Body;
use http::{Request, StatusCode};
use serde_json::json;
use server::peer::Peer;

use crate::support::{Reply, Shop, path_of};

const TOKEN: &str = "a-token-that-nobody-guesses";
const HERE: &str = "127.0.0.1";
const ELSEWHERE: &str = "192.0.2.1";

async fn read(shop: &Shop, peer: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get("/metrics").extension(Peer(peer.parse().unwrap()));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    shop.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn routes_are_counted_by_their_pattern_and_work_by_its_kind() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    shop.visit(&path_of(&link)).await;
    shop.visit("/no/such/page").await;
    let told = read(&shop, HERE, &[]).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text());
    assert_eq!(told.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    for line in [
        "remit_http_requests_total{method=\"GET\",route=\"/l/{slug}\",status=\"200\"} 1",
        "remit_http_requests_total{method=\"POST\",route=\"/api/v1/payment_links\",status=\"201\"} 1",
        "remit_http_request_duration_seconds_count{route=\"/l/{slug}\"} 1",
        "remit_work_due{work=\"new_events\"} 1",
        "# EOF",
    ] {
        assert!(told.text().lines().any(|one| one == line), "{line}\n{}", told.text());
    }
    assert!(!told.text().contains(link["slug"].as_str().unwrap()));
}

#[tokio::test]
async fn they_are_for_this_computer_and_for_who_has_the_token() {
    let shop = Shop::open_with(|remit| remit.measured(Some(TOKEN.into()))).await;
    let right = format!("Bearer {TOKEN}");
    for (peer, headers, expected) in [
        (HERE, vec![], StatusCode::OK),
        ("::ffff:127.0.0.1", vec![], StatusCode::OK),
        (HERE, vec![("x-forwarded-for", ELSEWHERE)], StatusCode::NOT_FOUND),
        (HERE, vec![("via", "1.1 proxy")], StatusCode::NOT_FOUND),
        (ELSEWHERE, vec![], StatusCode::NOT_FOUND),
        (ELSEWHERE, vec![("x-forwarded-for", HERE)], StatusCode::NOT_FOUND),
        (ELSEWHERE, vec![("authorization", "Bearer a-token-that-somebody-guesses")], StatusCode::NOT_FOUND),
        (ELSEWHERE, vec![("authorization", right.as_str())], StatusCode::OK),
    ] {
        assert_eq!(read(&shop, peer, &headers).await.status, expected, "{peer} {headers:?}");
    }
    let none = Shop::open().await;
    for sent in ["Bearer ", "Bearer", right.as_str()] {
        let refused = read(&none, ELSEWHERE, &[("authorization", sent)]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "without a token there is none: {sent}");
    }
}
