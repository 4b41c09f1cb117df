//! Who the merchant is to customers.

use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{Shop, object, path_of};

#[tokio::test]
async fn customers_see_the_name_and_the_contact_that_the_account_has_now() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let edit = json!({"name": "Palm & Stone", "contact_email": "hello@palm.example", "contact_phone": "+971 50 765 4321", "accent": "violet"});
    let edited = shop.api(Method::PATCH, "/account", Some(edit)).await;
    let account = edited.json();
    assert_eq!(
        (edited.status, &account["name"], &account["contact_email"], &account["contact_phone"]),
        (StatusCode::OK, &json!("Palm & Stone"), &json!("hello@palm.example"), &json!("+971507654321"))
    );
    assert_eq!(shop.api(Method::GET, "/account", None).await.json(), account);
    let disabled = json!({"status": "DISABLED"});
    shop.api(Method::PATCH, &object("payment_links", &link), Some(disabled)).await;
    let dead = shop.visit(&path_of(&link)).await;
    assert_eq!(dead.page(), "disabled");
    for part in ["data-tone=\"violet\"", "Palm &amp; Stone", "mailto:hello@palm.example", "tel:+971507654321"]
    {
        assert!(dead.text().contains(part), "{part} in {}", dead.text());
    }
    let cleared = shop.api(Method::PATCH, "/account", Some(json!({"contact_email": null}))).await.json();
    assert_eq!((&cleared["contact_email"], &cleared["name"]), (&json!(null), &json!("Palm & Stone")));
    assert!(!shop.visit(&path_of(&link)).await.text().contains("mailto:"));
}

#[tokio::test]
async fn what_an_account_cannot_be_is_named() {
    let shop = Shop::open().await;
    let before = shop.api(Method::GET, "/account", None).await.json();
    let wrong = json!({"name": null, "time_zone": 4, "contact_email": "palm", "contact_phone": "12", "accent": "#f00", "colour": "red"});
    let refused = shop.api(Method::PATCH, "/account", Some(wrong)).await.errors();
    let named: Vec<_> = refused.iter().map(|(param, _)| param.as_str()).collect();
    assert_eq!(named, ["name", "time_zone", "contact_email", "contact_phone", "accent", "colour"]);
    let nowhere = json!({"time_zone": "Mars/Olympus"});
    let refused = shop.api(Method::PATCH, "/account", Some(nowhere)).await.errors();
    assert_eq!(refused, [("time_zone".to_owned(), "invalid_time_zone".to_owned())]);
    assert_eq!(shop.api(Method::GET, "/account", None).await.json(), before);
}
