//! API keys in the dashboard: made, rotated, revoked; the secret is shown once and nowhere else.

use std::time::Duration;

use domain::access::Role;
use http::{Method, StatusCode};

use crate::{
    browser::Browser,
    support::{Reply, Shop},
};

const KEYS: &str = "/developers/keys";
const CREATED: &str = "/developers/keys/created";

/// The secret on a page that shows one.
fn secret_of(page: &Reply) -> String {
    let (_, rest) = page.text().split_once("data-secret").unwrap_or_else(|| panic!("{}", page.text()));
    let (_, text) = rest.split_once('>').unwrap();
    text.split_once('<').unwrap().0.to_owned()
}

async fn newest(shop: &Shop) -> String {
    shop.world.engine.list_keys(&shop.world.actor).await.unwrap()[0].id.to_string()
}

async fn links_with(shop: &Shop, key: &str) -> StatusCode {
    shop.api_as(key, Method::GET, "/payment_links", None).await.status
}

#[tokio::test]
async fn a_key_is_shown_once_and_does_what_was_chosen() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let chosen = [("name", "Till <1>"), ("access", "some"), ("scope", "read")];
    let made = owner.submit(&shop, CREATED, &chosen).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(made.location(), "");
    let secret = secret_of(&made);
    assert_eq!(links_with(&shop, &secret).await, StatusCode::OK);
    let write = shop.api_as(&secret, Method::POST, "/payment_links", Some(crate::support::least())).await;
    assert_eq!(write.status, StatusCode::FORBIDDEN);
    for path in [KEYS, CREATED] {
        let page = owner.visit(&shop, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.text().contains(&secret[8..]), "{path}");
    }
    let list = owner.visit(&shop, KEYS).await;
    assert!(list.text().contains("Till &lt;1&gt;"));
    assert!(list.text().contains(&format!("rk_test_…{}", &secret[secret.len() - 4..])), "{}", list.text());
}

#[tokio::test]
async fn a_key_without_a_name_or_a_scope_is_asked_for_again() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let before = newest(&shop).await;
    for (sent, said) in [
        (vec![("name", " "), ("access", "all")], "f-key-name-error"),
        (vec![("name", "Till"), ("access", "some")], "key-scopes-error"),
    ] {
        let again = owner.submit(&shop, CREATED, &sent).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{sent:?}");
        assert!(again.text().contains(said), "{sent:?}: {}", again.text());
    }
    assert_eq!(newest(&shop).await, before);
}

#[tokio::test]
async fn a_rotated_key_works_on_for_the_time_that_was_chosen() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let rotated = format!("{KEYS}/{}/rotated", newest(&shop).await);
    let answer = owner.submit(&shop, &rotated, &[("overlap", "hour")]).await;
    let secret = secret_of(&answer);
    assert!(answer.text().contains("The old key works until Today, 14:00."), "{}", answer.text());
    let again = owner.submit(&shop, &rotated, &[("overlap", "week")]).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, KEYS));
    assert_eq!(links_with(&shop, &shop.key).await, StatusCode::OK);
    assert_eq!(links_with(&shop, &secret).await, StatusCode::OK);
    shop.world.clock.advance(Duration::from_hours(1));
    assert_eq!(links_with(&shop, &shop.key).await, StatusCode::UNAUTHORIZED);
    assert_eq!(links_with(&shop, &secret).await, StatusCode::OK);
    let revoked = owner.submit(&shop, &format!("{KEYS}/{}/revoke", newest(&shop).await), &[]).await;
    assert_eq!(revoked.location(), KEYS);
    assert_eq!(links_with(&shop, &secret).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn who_may_not_manage_keys_sees_none_and_is_told() {
    let shop = Shop::open().await;
    let hint = &shop.key[shop.key.len() - 4..];
    for (role, sees) in [(Role::Viewer, false), (Role::Member, false), (Role::Admin, true)] {
        let person = Browser::sign_in(&shop, &shop.world.colleague(role).await).await;
        let page = person.visit(&shop, KEYS).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text().contains(&format!("…{hint}")), sees, "{role:?}");
        assert_eq!(page.text().contains("Keys belong to admins"), !sees, "{role:?}");
        assert_eq!(page.text().contains("create-key"), sees, "{role:?}");
    }
}
