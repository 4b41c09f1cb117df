//! `/api/v1/redirect_urls`

use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{Shop, assert_object, object};

#[tokio::test]
async fn a_url_is_registered_listed_and_removed() {
    let shop = Shop::open().await;
    let url = json!({"url": "https://shop.example/thanks"});
    let made = shop.api(Method::POST, "/redirect_urls", Some(url)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_object!(made.json());
    let path = object("redirect_urls", &made.json());
    assert_eq!(shop.api(Method::GET, &path, None).await.json(), made.json());
    let list = shop.api(Method::GET, "/redirect_urls", None).await.json();
    assert_eq!(list["data"], json!([made.json()]));
    let other = json!({"url": "https://shop.example/welcome"});
    let edited = shop.api(Method::PATCH, &path, Some(other.clone())).await.json();
    assert_eq!((&edited["id"], &edited["url"]), (&made.json()["id"], &other["url"]));
    let nothing = shop.api(Method::PATCH, &path, Some(json!({}))).await;
    assert_eq!(nothing.errors(), [("url".to_owned(), "missing".to_owned())]);
    assert_eq!(shop.api(Method::DELETE, &path, None).await.status, StatusCode::OK);
    assert_eq!(shop.api(Method::GET, &path, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_safe_urls_are_registered() {
    let shop = Shop::open().await;
    for url in [
        "http://shop.example",
        "javascript:alert(1)",
        "https://u:p@shop.example",
        "shop.example",
        "//shop.example",
    ] {
        let reply = shop.api(Method::POST, "/redirect_urls", Some(json!({"url": url}))).await;
        assert_eq!(reply.errors(), [("url".to_owned(), "invalid_url".to_owned())], "{url}");
    }
}
