//! What the page of one link may do with it, by plain forms.

use domain::access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    browser::Browser,
    support::{Reply, Shop, object},
};

async fn act(shop: &Shop, browser: &Browser, id: &str, verb: &str, name: &str) -> Reply {
    browser.submit(shop, &format!("/payments/links/{id}/{verb}"), &[("name", name)]).await
}

async fn status(shop: &Shop, link: &Value) -> Value {
    shop.api(Method::GET, &object("payment_links", link), None).await.json()["status"].clone()
}

#[tokio::test]
async fn a_link_is_disabled_enabled_and_deleted_by_its_name() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"name": "Spring (2)"})).await;
    let id = link["id"].as_str().unwrap();
    let owner = Browser::owner(&shop).await;
    for (verb, expected) in [("disable", "DISABLED"), ("disable", "DISABLED"), ("enable", "ACTIVE")] {
        let reply = act(&shop, &owner, id, verb, "").await;
        assert_eq!(
            (reply.status, reply.location()),
            (StatusCode::SEE_OTHER, &*format!("/payments/links/{id}"))
        );
        assert_eq!(status(&shop, &link).await, expected);
    }
    for wrong in ["", "spring (2)", "Spring"] {
        act(&shop, &owner, id, "delete", wrong).await;
        assert_eq!(status(&shop, &link).await, "ACTIVE", "{wrong}");
    }
    let gone = act(&shop, &owner, id, "delete", "Spring (2)").await;
    assert_eq!(gone.location(), "/payments/links");
    let answer = shop.api(Method::GET, &object("payment_links", &link), None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_else_moves_a_link() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"name": "Mine"})).await;
    let id = link["id"].as_str().unwrap();
    let owner = Browser::owner(&shop).await;
    let forged = Browser { token: String::new(), cookie: owner.cookie.clone() };
    let nobody = Browser { token: owner.token.clone(), cookie: String::new() };
    let viewer = shop.world.colleague(Role::Viewer).await;
    let viewer = Browser::sign_in(&shop, &viewer).await;
    for verb in ["disable", "enable", "delete"] {
        for (browser, expected) in [
            (&forged, StatusCode::FORBIDDEN),
            (&nobody, StatusCode::UNAUTHORIZED),
            (&viewer, StatusCode::FORBIDDEN),
        ] {
            let reply = act(&shop, browser, id, verb, "Mine").await;
            assert_eq!(reply.status, expected, "{verb}: {}", reply.text());
        }
        let unknown = act(&shop, &owner, "plink_000000000000000000000000", verb, "").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{verb}");
    }
    assert_eq!(status(&shop, &link).await, "ACTIVE");
}
