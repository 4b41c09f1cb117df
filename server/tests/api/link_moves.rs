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

#[tokio::test]
async fn the_address_of_a_link_that_is_over_leads_to_its_successor() {
    let shop = Shop::open().await;
    let expires = "2026-06-01T09:01:00Z";
    let link = shop.link(json!({"slug": "spring", "expires_at": expires})).await;
    let id = link["id"].as_str().unwrap();
    let owner = Browser::owner(&shop).await;
    let form = format!("/payments/links/{id}/succeed");
    let early = owner.submit(&shop, &form, &[("max_usages", "5")]).await;
    assert_eq!(early.location(), format!("/payments/links/{id}"));
    shop.world.clock.advance(std::time::Duration::from_mins(2));
    assert_eq!(shop.visit("/l/spring").await.status, StatusCode::GONE);
    for wrong in ["", "0", "-1", "many"] {
        let refused = owner.submit(&shop, &form, &[("max_usages", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let forged = Browser { token: String::new(), ..owner.clone() };
    assert_eq!(forged.submit(&shop, &form, &[("max_usages", "5")]).await.status, StatusCode::FORBIDDEN);
    let made = owner.submit(&shop, &form, &[("max_usages", "5"), ("expires_at", "2031-01-02T10:00")]).await;
    let new = made.location().rsplit('/').next().unwrap().to_owned();
    let new = shop.api(Method::GET, &format!("/payment_links/{new}"), None).await.json();
    assert_eq!((&new["max_usages"], &new["expires_at"]), (&json!(5), &json!("2031-01-02T06:00:00Z")));
    let led = shop.visit("/l/spring?lang=ar&prefill_phone=%2B971501234567").await;
    assert_eq!(led.status, StatusCode::SEE_OTHER);
    let slug = new["slug"].as_str().unwrap();
    assert_eq!(led.location(), format!("/l/{slug}?lang=ar&prefill_phone=%2B971501234567"));
    assert_eq!(shop.visit(led.location()).await.page(), "checkout");
}
