//! `/api/v1/webhook_endpoints`, `/api/v1/events` and `/api/v1/deliveries`

use std::sync::{Arc, Mutex};

use axum::{Router, body::Bytes};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::{Shop, assert_object, object};

pub type Heard = Arc<Mutex<Vec<(HeaderMap, Bytes)>>>;

/// A merchant's server that answers with this status; its address and what it was sent.
pub async fn receiver(status: StatusCode) -> (String, Heard) {
    let heard = Heard::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let kept = Arc::clone(&heard);
    let router = Router::new().fallback(move |headers: HeaderMap, body: Bytes| {
        kept.lock().unwrap().push((headers, body));
        async move { (status, "a word") }
    });
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, heard)
}

pub async fn endpoint(shop: &Shop, url: &str, events: Value) -> Value {
    let made =
        shop.api(Method::POST, "/webhook_endpoints", Some(json!({"url": url, "events": events}))).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.json()
}

/// What the jobs of a server do.
pub async fn send_all(shop: &Shop) {
    while shop.world.engine.dispatch_events().await.unwrap() > 0 {}
    while shop.world.engine.deliver_webhooks().await.unwrap() > 0 {}
}

#[tokio::test]
async fn an_endpoint_is_made_read_changed_and_deleted() {
    let shop = Shop::open().await;
    let made = shop
        .api(
            Method::POST,
            "/webhook_endpoints",
            Some(json!({
                "url": "https://shop.example/hooks", "events": ["usage.payment_created", "usage.failed"],
                "description": "The shop",
            })),
        )
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let mut shown = made.json();
    let secret = shown.as_object_mut().unwrap().remove("secret").unwrap();
    assert!(secret.as_str().unwrap().starts_with("whsec_"), "{secret}");
    assert_object!(shown);
    let path = object("webhook_endpoints", &shown);
    assert_eq!(shop.api(Method::GET, &path, None).await.json(), shown);
    assert_eq!(shop.api(Method::GET, "/webhook_endpoints", None).await.json()["data"], json!([shown]));
    let edit =
        json!({"status": "PAUSED", "events": ["*"], "description": null, "url": "http://127.0.0.1:9/x"});
    let edited = shop.api(Method::PATCH, &path, Some(edit)).await.json();
    assert_eq!(
        [&edited["status"], &edited["events"], &edited["description"], &edited["url"]],
        [&json!("PAUSED"), &json!(["*"]), &json!(null), &json!("http://127.0.0.1:9/x")]
    );
    let refused = shop.api(Method::POST, &format!("{path}/test"), None).await;
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (StatusCode::CONFLICT, &json!("endpoint_not_enabled"))
    );
    let rotated = shop.api(Method::POST, &format!("{path}/rotate_secret"), None).await.json();
    assert!(rotated["secret"].as_str().unwrap().starts_with("whsec_") && rotated["secret"] != secret);
    let deleted = shop.api(Method::DELETE, &path, None).await.json();
    assert_eq!((&deleted["object"], &deleted["deleted"]), (&json!("webhook_endpoint"), &json!(true)));
    assert_eq!(shop.api(Method::GET, &path, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_with_an_endpoint_is_named() {
    let shop = Shop::open().await;
    let refusals =
        async |body: Value| shop.api(Method::POST, "/webhook_endpoints", Some(body)).await.errors();
    let pair = |param: &str, code: &str| (param.to_owned(), code.to_owned());
    assert_eq!(refusals(json!({})).await, [pair("url", "missing"), pair("events", "missing")]);
    let url = "https://shop.example/";
    for events in [json!([]), json!("*"), json!(["*", "usage.failed"]), json!(["usage.lost"]), json!([1])] {
        let errors = refusals(json!({"url": url, "events": events})).await;
        assert_eq!(errors, [pair("events", "invalid_events")], "{events}");
    }
    for url in [
        "http://shop.example/",
        "ftp://shop.example/",
        "https://u:p@shop.example/",
        "shop.example",
        "http://10.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
    ] {
        let errors = refusals(json!({"url": url, "events": ["*"]})).await;
        assert_eq!(errors, [pair("url", "invalid_url")], "{url}");
    }
    let errors = refusals(json!({"url": url, "events": ["*"], "secret": "whsec_mine"})).await;
    assert_eq!(errors, [pair("secret", "unknown_field")]);
    let path = object("webhook_endpoints", &endpoint(&shop, url, json!(["*"])).await);
    let disabled = shop.api(Method::PATCH, &path, Some(json!({"status": "DISABLED"}))).await;
    assert_eq!(disabled.errors(), [pair("status", "invalid_status")]);
    let since =
        shop.api(Method::POST, &format!("{path}/retry_failed"), Some(json!({"since": "yesterday"}))).await;
    assert_eq!(since.errors(), [pair("since", "invalid_since")]);
}

#[tokio::test]
async fn a_webhook_says_what_the_api_says() {
    let shop = Shop::open().await;
    let (url, heard) = receiver(StatusCode::OK).await;
    endpoint(&shop, &url, json!(["*"])).await;
    let link = shop.link(json!({})).await;
    send_all(&shop).await;
    let (headers, body) = heard.lock().unwrap()[0].clone();
    let sent: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(sent["data"], link);
    let event = shop.api(Method::GET, &object("events", &sent), None).await.json();
    assert_eq!(event, sent);
    assert_eq!(headers["webhook-id"], event["id"].as_str().unwrap());
    assert_object!(event);
    let deliveries = shop.api(Method::GET, &format!("{}/deliveries", object("events", &sent)), None).await;
    let deliveries = deliveries.json();
    insta::assert_json_snapshot!(deliveries, {
        ".data[].id" => "[id]", ".data[].event_id" => "[id]", ".data[].webhook_endpoint_id" => "[id]",
        ".data[].attempts[].request.headers[\"webhook-id\"]" => "[id]",
        ".data[].attempts[].request.headers[\"webhook-signature\"]" => "[signature]",
    });
    assert_eq!(deliveries, shop.api(Method::GET, "/deliveries?status=SUCCEEDED", None).await.json());
    assert_eq!(shop.api(Method::GET, "/deliveries?status=FAILED", None).await.json()["data"], json!([]));
}

#[tokio::test]
async fn what_failed_is_sent_again_on_request() {
    let shop = Shop::open().await;
    let (url, heard) = receiver(StatusCode::GONE).await;
    let path = object("webhook_endpoints", &endpoint(&shop, &url, json!(["payment_link.created"])).await);
    shop.link(json!({})).await;
    send_all(&shop).await;
    let endpoint = shop.api(Method::GET, &path, None).await.json();
    assert_eq!((&endpoint["status"], &endpoint["disabled_reason"]), (&json!("DISABLED"), &json!("gone")));
    let delivery = shop.api(Method::GET, "/deliveries", None).await.json()["data"][0].clone();
    let retry = format!("{}/retry", object("deliveries", &delivery));
    assert_eq!(shop.api(Method::POST, &retry, None).await.status, StatusCode::CONFLICT);
    // Enabled again at a server that answers well.
    let (well, heard_well) = receiver(StatusCode::NO_CONTENT).await;
    shop.api(Method::PATCH, &path, Some(json!({"status": "ENABLED", "url": well}))).await;
    let again = shop.api(Method::POST, &retry, None).await.json();
    assert_eq!((&again["status"], again["attempts"].as_array().unwrap().len()), (&json!("PENDING"), 1));
    send_all(&shop).await;
    let sent = shop.api(Method::GET, &object("deliveries", &delivery), None).await.json();
    assert_eq!(
        (&sent["status"], &sent["attempts"][1]["response"]["status"]),
        (&json!("SUCCEEDED"), &json!(204))
    );
    assert_eq!(heard.lock().unwrap()[0].1, heard_well.lock().unwrap()[0].1);
    let since = json!({"since": "2026-06-01T00:00:00Z"});
    let none = shop.api(Method::POST, &format!("{path}/retry_failed"), Some(since)).await.json();
    assert_eq!((&none["deliveries"], &none["has_more"]), (&json!(0), &json!(false)));
}

#[tokio::test]
async fn events_are_read_from_the_newest_or_from_a_number_on() {
    let shop = Shop::open().await;
    let (first, second) = (shop.link(json!({})).await, shop.link(json!({})).await);
    shop.api(Method::PATCH, &object("payment_links", &first), Some(json!({"status": "DISABLED"}))).await;
    send_all(&shop).await;
    let places = async |query: &str| {
        let list = shop.api(Method::GET, &format!("/events?{query}"), None).await.json();
        let data = list["data"].as_array().unwrap();
        let places: Vec<_> = data.iter().map(|event| event["sequence"].as_i64().unwrap()).collect();
        (places, list["next_cursor"].as_str().map(str::to_owned))
    };
    assert_eq!(places("").await, (vec![3, 2, 1], None));
    assert_eq!(places("after_sequence=0&limit=2").await, (vec![1, 2], Some("2".to_owned())));
    assert_eq!(places("after_sequence=2&limit=2").await, (vec![3], None));
    assert_eq!(places("type=payment_link.disabled").await.0, [3]);
    let of = |link: &Value| format!("payment_link_id={}", link["id"].as_str().unwrap());
    assert_eq!(places(&of(&second)).await.0, [2]);
    assert_eq!(places(&format!("after_sequence=1&{}", of(&first))).await.0, [3]);
    assert_eq!(places("created_lt=2026-06-01T09:00:00Z").await.0, Vec::<i64>::new());
    assert_eq!(places("created_gte=2026-06-01T09:00:00Z").await.0, [3, 2, 1]);
    for wrong in ["type=payment_link.lost", "after_sequence=-1", "payment_link_id=evt_1", "sequence=1"] {
        let reply = shop.api(Method::GET, &format!("/events?{wrong}"), None).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let newest = shop.api(Method::GET, "/events?limit=1", None).await.json();
    let two = format!("/events?after_sequence=0&starting_after={}", newest["next_cursor"].as_str().unwrap());
    assert_eq!(shop.api(Method::GET, &two, None).await.errors()[0].1, "two_cursors");
}
