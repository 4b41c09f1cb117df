//! A request that is sent again with its key is answered again, byte for byte, and has no second effect.

use axum::body::Body;
use engine::testing::on_each_database;
use http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::{
    access_table,
    support::{Reply, Shop, least, object},
};

pub const REPLAYED: &str = "idempotent-replayed";

/// A method, a path below the API's, and a body.
pub type Call = (Method, String, Option<Value>);

pub async fn send(shop: &Shop, key: Option<&str>, (method, path, body): &Call) -> Reply {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header(header::AUTHORIZATION, format!("Bearer {}", shop.key))
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let body = body.as_ref().map_or_else(Body::empty, |body| Body::from(body.to_string()));
    shop.send(request.body(body).unwrap()).await
}

#[tokio::test]
async fn every_endpoint_that_changes_something_answers_a_repeat() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        let mut repeated = 0;
        for (index, call) in access_table::calls(&shop).await.into_iter().enumerate() {
            let key = format!("key-{index}");
            let (first, second) =
                (send(&shop, Some(&key), &call).await, send(&shop, Some(&key), &call).await);
            if call.0 == Method::GET || !first.status.is_success() {
                assert_eq!(second.header(REPLAYED), "", "{call:?}");
                continue;
            }
            assert_eq!(first.header(REPLAYED), "", "{call:?}");
            assert_eq!(second.header(REPLAYED), "true", "{call:?}: {}", second.text());
            assert_eq!((first.status, &first.body), (second.status, &second.body), "{call:?}");
            assert_eq!(first.header("content-type"), second.header("content-type"));
            repeated += 1;
        }
        assert!(repeated >= 9, "only {repeated}");
    })
    .await;
}

#[tokio::test]
async fn a_key_belongs_to_one_request() {
    let shop = Shop::open().await;
    let create = (Method::POST, "/payment_links".to_owned(), Some(least()));
    let link = send(&shop, Some("k"), &create).await;
    assert_eq!(link.status, StatusCode::CREATED, "{}", link.text());
    let other_body = (
        Method::POST,
        "/payment_links".to_owned(),
        Some(json!({"payment_details": {
            "amount": "151.00", "currency": "AED", "reference": "INV-1042",
        }})),
    );
    let path = object("payment_links", &link.json());
    let other_path = (Method::POST, format!("{path}/duplicate"), Some(least()));
    for other in [other_body, other_path, (Method::DELETE, path, None)] {
        let reply = send(&shop, Some("k"), &other).await;
        assert_eq!(
            (reply.status, reply.json()["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some("idempotency_key_reused")),
            "{other:?}"
        );
    }
    assert_eq!(send(&shop, Some("k"), &create).await.body, link.body);
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_where_it_would_count() {
    let shop = Shop::open().await;
    let create = (Method::POST, "/payment_links".to_owned(), Some(least()));
    for key in ["", "two words", &"k".repeat(256)] {
        let reply = send(&shop, Some(key), &create).await;
        assert_eq!(
            (reply.status, reply.json()["code"].as_str()),
            (StatusCode::BAD_REQUEST, Some("invalid_idempotency_key")),
            "{key:?}"
        );
    }
    let list = (Method::GET, "/payment_links".to_owned(), None);
    assert_eq!(send(&shop, Some("two words"), &list).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_refused_request_may_be_mended_and_sent_with_its_key() {
    let shop = Shop::open().await;
    let wrong = (Method::POST, "/payment_links".to_owned(), Some(json!({})));
    let right = (Method::POST, "/payment_links".to_owned(), Some(least()));
    assert_eq!(send(&shop, Some("k"), &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(&shop, Some("k"), &right).await.status, StatusCode::CREATED);
}
