//! What the dashboard's list of links does with many at once.

use engine::testing::World;
use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{Reply, Shop};

/// The cookie of a signed-in owner, and the token that its pages carry.
async fn signed_in(shop: &Shop) -> (String, String) {
    let reply = shop.submit("/login", &[("email", World::EMAIL), ("password", World::PASSWORD)]).await;
    let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = shop.visit_with("/payments/links", &[("cookie", &cookie)]).await;
    let (_, rest) = page.text().split_once("data-csrf=\"").expect("a token");
    let token = rest.split_once('"').unwrap().0.to_owned();
    (cookie, token)
}

async fn export(shop: &Shop, query: &str) -> Reply {
    let (cookie, _) = signed_in(shop).await;
    shop.visit_with(&format!("/payments/links.csv{query}"), &[("cookie", &cookie)]).await
}

#[tokio::test]
async fn the_export_has_every_link_of_the_filter_and_no_formula() {
    let shop = Shop::open().await;
    for n in 0..120 {
        shop.link(json!({"name": format!("=SUM(A{n})")})).await;
    }
    let one = shop.link(json!({"name": "Only, \"this\" one"})).await;
    let all = export(&shop, "").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.header("content-type").starts_with("text/csv"));
    let lines: Vec<_> = all.text().lines().collect();
    assert_eq!(lines.len(), 122);
    assert!(lines[0].starts_with("id,name,title,reference,status,amount,currency,"), "{}", lines[0]);
    assert!(lines[1].starts_with(one["id"].as_str().unwrap()), "newest first: {}", lines[1]);
    assert!(lines[1].contains(",\"Only, \"\"this\"\" one\","), "{}", lines[1]);
    assert!(lines[2..].iter().all(|line| line.contains(",'=SUM(")));
    let searched = export(&shop, "?q=only&sort=oldest").await;
    assert_eq!(searched.text().lines().count(), 2);
    assert_eq!(export(&shop, "?status=used").await.text().lines().count(), 1);
}

#[tokio::test]
async fn the_export_is_for_who_is_signed_in() {
    let shop = Shop::open().await;
    shop.link(json!({})).await;
    assert_eq!(shop.visit("/payments/links.csv").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_chosen_links_are_disabled_and_the_list_comes_back() {
    let shop = Shop::open().await;
    let (first, second) = (shop.link(json!({})).await, shop.link(json!({})).await);
    let (cookie, token) = signed_in(&shop).await;
    let disable = async |token: &str, back: &str| {
        let id = first["id"].as_str().unwrap();
        let body = serde_urlencoded(&[("csrf", token), ("back", back), ("id", id), ("id", "nonsense")]);
        let request = http::Request::post("/payments/links/disable")
            .header("cookie", &cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        shop.send(request.body(body.into()).unwrap()).await
    };
    let forged = disable("", "/payments/links").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN, "{}", forged.text());
    let status = async |link: &serde_json::Value| {
        let path = crate::support::object("payment_links", link);
        shop.api(Method::GET, &path, None).await.json()["status"].clone()
    };
    assert_eq!(status(&first).await, "ACTIVE");
    let done = disable(&token, "/payments/links?q=a").await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/payments/links?q=a"));
    assert_eq!((status(&first).await, status(&second).await), (json!("DISABLED"), json!("ACTIVE")));
    assert_eq!(disable(&token, "https://evil.test").await.location(), "/payments/links");
}

fn serde_urlencoded(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
