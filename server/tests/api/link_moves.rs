//! What the page of one link may do with it, by plain forms.

use domain::access::Role;
use engine::testing::World;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use crate::support::{Reply, Shop, object};

/// A signed-in browser.
struct Browser {
    cookie: String,
    token: String,
}

impl Browser {
    async fn sign_in(shop: &Shop, email: &str, password: &str) -> Self {
        let reply = shop.submit("/login", &[("email", email), ("password", password)]).await;
        let cookie = reply.header("set-cookie").split(';').next().unwrap().to_owned();
        let page = shop.visit_with("/payments/links", &[("cookie", &cookie)]).await;
        let (_, rest) = page.text().split_once("data-csrf=\"").expect("a token");
        Self { cookie, token: rest.split_once('"').unwrap().0.to_owned() }
    }

    async fn owner(shop: &Shop) -> Self {
        Self::sign_in(shop, World::EMAIL, World::PASSWORD).await
    }

    async fn act(&self, shop: &Shop, id: &str, verb: &str, more: &[(&str, &str)]) -> Reply {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs([("csrf", self.token.as_str())])
            .extend_pairs(more)
            .finish();
        let request = Request::post(format!("/payments/links/{id}/{verb}"))
            .header("cookie", &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        shop.send(request.body(body.into()).unwrap()).await
    }
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
        let reply = owner.act(&shop, id, verb, &[]).await;
        assert_eq!(
            (reply.status, reply.location()),
            (StatusCode::SEE_OTHER, &*format!("/payments/links/{id}"))
        );
        assert_eq!(status(&shop, &link).await, expected);
    }
    for wrong in ["", "spring (2)", "Spring"] {
        owner.act(&shop, id, "delete", &[("name", wrong)]).await;
        assert_eq!(status(&shop, &link).await, "ACTIVE", "{wrong}");
    }
    let gone = owner.act(&shop, id, "delete", &[("name", "Spring (2)")]).await;
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
    let viewer = Browser::sign_in(&shop, &viewer, World::PASSWORD).await;
    for verb in ["disable", "enable", "delete"] {
        for (browser, expected) in [
            (&forged, StatusCode::FORBIDDEN),
            (&nobody, StatusCode::UNAUTHORIZED),
            (&viewer, StatusCode::FORBIDDEN),
        ] {
            let reply = browser.act(&shop, id, verb, &[("name", "Mine")]).await;
            assert_eq!(reply.status, expected, "{verb}: {}", reply.text());
        }
        let unknown = owner.act(&shop, "plink_000000000000000000000000", verb, &[]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{verb}");
    }
    assert_eq!(status(&shop, &link).await, "ACTIVE");
}
