//! The pages and plain forms of customers.

use domain::access::Role;
use http::{Method, StatusCode};
use serde_json::json;

use crate::{browser::Browser, support::Shop};

#[tokio::test]
async fn a_form_that_is_wrong_comes_back_with_everything_that_was_typed() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let wrong = [("name", ""), ("phone", "050 <b>1"), ("email", "lina@"), ("reference", "CRM_42")];
    let again = owner.submit(&shop, "/customers/new", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text());
    for expected in ["Enter a name", "value=\"050 &lt;b", "value=\"lina@\"", "value=\"CRM_42\"", "autofocus"]
    {
        assert!(again.text().contains(expected), "{expected}: {}", again.text());
    }
    // A number that only the numbering plan knows to be none.
    let unknown = owner.submit(&shop, "/customers/new", &[("name", "Lina"), ("phone", "+971 00 000")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("f-customer-phone-error"));
    let list = shop.api(Method::GET, "/customers", None).await.json();
    assert_eq!(list["data"], json!([]));
}

#[tokio::test]
async fn a_customer_is_made_changed_and_deleted_by_plain_forms() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let made = owner.submit(&shop, "/customers/new", &[("name", "Lina"), ("phone", "+971501234567")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let path = made.location().to_owned();
    let page = owner.visit(&shop, &path).await;
    assert!(page.text().contains("href=\"tel:+971501234567\""), "{}", page.text());
    assert!(page.text().contains("<bdi>Lina"), "{}", page.text());
    let form = owner.visit(&shop, &format!("{path}/edit")).await;
    assert!(form.text().contains("value=\"+971501234567\""));
    let changed = owner.submit(&shop, &format!("{path}/edit"), &[("name", "Omar")]).await;
    assert_eq!((changed.status, changed.location()), (StatusCode::SEE_OTHER, path.as_str()));
    let wrong = owner.submit(&shop, &format!("{path}/edit"), &[("name", " ")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let shown = shop.api(Method::GET, &path, None).await.json();
    assert_eq!((&shown["name"], &shown["phone"]), (&json!("Omar"), &json!(null)));
    let deleted = owner.submit(&shop, &format!("{path}/delete"), &[]).await;
    assert_eq!((deleted.status, deleted.location()), (StatusCode::SEE_OTHER, "/customers"));
    assert_eq!(shop.api(Method::GET, &path, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_changes_customers_who_may_not() {
    let shop = Shop::open().await;
    let made = shop.api(Method::POST, "/customers", Some(json!({"name": "Lina"}))).await.json();
    let path = format!("/customers/{}", made["id"].as_str().unwrap());
    let viewer = Browser::sign_in(&shop, &shop.world.colleague(Role::Viewer).await).await;
    let live = Browser::owner(&shop).await.in_live_mode(&shop).await;
    for verb in ["edit", "delete"] {
        let form = format!("{path}/{verb}");
        assert_eq!(viewer.submit(&shop, &form, &[("name", "X")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(live.submit(&shop, &form, &[("name", "X")]).await.status, StatusCode::NOT_FOUND);
        let old = Browser { token: "old".to_owned(), ..Browser::owner(&shop).await };
        assert_eq!(old.submit(&shop, &form, &[("name", "X")]).await.status, StatusCode::FORBIDDEN);
        let nobody = Browser::default().submit(&shop, &form, &[("name", "X")]).await;
        assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    }
    let page = viewer.visit(&shop, &path).await;
    assert!(page.text().contains("Lina") && !page.text().contains("delete-dialog"));
    assert_eq!(shop.api(Method::GET, &path, None).await.json()["name"], "Lina");
}
