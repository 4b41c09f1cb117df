//! `/api/v1/destinations`

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, assert_object, object};

fn new() -> Value {
    json!({
        "name": "Savings", "holder": "Lina Trading LLC", "scheme": "IBAN",
        "identification": "AE07 0331 2345 6789 0123 456", "country": "AE",
    })
}

#[tokio::test]
async fn a_destination_is_made_read_changed_and_deleted() {
    let shop = Shop::open().await;
    let made = shop.api(Method::POST, "/destinations", Some(new())).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_object!(made.json());
    let path = object("destinations", &made.json());
    assert_eq!(shop.api(Method::GET, &path, None).await.json(), made.json());
    let change = json!({"name": "Reserve", "bank_type": "SME", "is_default": true});
    let changed = shop.api(Method::PATCH, &path, Some(change)).await.json();
    assert_eq!(
        (&changed["name"], &changed["bank_type"], &changed["is_default"]),
        (&json!("Reserve"), &json!("SME"), &json!(true))
    );
    let list = shop.api(Method::GET, "/destinations", None).await.json();
    let defaults = list["data"].as_array().unwrap().iter().filter(|one| one["is_default"] == true).count();
    assert_eq!((list["data"].as_array().unwrap().len(), defaults), (2, 1));
    // Where money goes by default is chosen, never slipped into.
    let early = shop.api(Method::DELETE, &path, None).await;
    assert_eq!(early.errors(), [("id".to_owned(), "default_required".to_owned())]);
    let other = list["data"].as_array().unwrap().iter().find(|one| one["id"] != changed["id"]).unwrap();
    shop.api(Method::PATCH, &object("destinations", other), Some(json!({"is_default": true}))).await;
    assert_eq!(shop.api(Method::DELETE, &path, None).await.status, StatusCode::OK);
    assert_eq!(shop.api(Method::GET, &path, None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_destination_is_refused() {
    let shop = Shop::open().await;
    let mut wrong = new();
    wrong["identification"] = "AE070331234567890123457".into();
    wrong["country"] = "Emirates".into();
    wrong["bank_type"] = "BIG".into();
    let reply = shop.api(Method::POST, "/destinations", Some(wrong)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_object!(reply.json());
    let missing: Vec<_> = shop.api(Method::POST, "/destinations", Some(json!({}))).await.errors();
    let params: Vec<_> = missing.iter().map(|(param, _)| param.as_str()).collect();
    assert_eq!(params, ["name", "holder", "scheme", "identification", "country"]);
}

/// Every link that names none would be refused.
#[tokio::test]
async fn a_default_that_no_link_could_use_is_refused() {
    let shop = Shop::open().await;
    let mut eager = new();
    eager["is_default"] = true.into();
    let refused = shop.api(Method::POST, "/destinations", Some(eager.clone())).await;
    assert_eq!(refused.errors(), [("bank_type".to_owned(), "destination_not_ready".to_owned())]);
    let made = shop.api(Method::POST, "/destinations", Some(new())).await.json();
    let path = object("destinations", &made);
    let edited = shop.api(Method::PATCH, &path, Some(json!({"is_default": true}))).await;
    assert_eq!(edited.errors(), [("bank_type".to_owned(), "destination_not_ready".to_owned())]);
    eager["bank_type"] = "RETAIL".into();
    let ready = shop.api(Method::POST, "/destinations", Some(eager)).await;
    assert_eq!(ready.json()["is_default"], json!(true), "{}", ready.text());
}

#[tokio::test]
async fn the_account_of_a_destination_is_fixed() {
    let shop = Shop::open().await;
    let made = shop.api(Method::POST, "/destinations", Some(new())).await.json();
    let change = json!({"identification": "GB33BUKB20201555555555"});
    let reply = shop.api(Method::PATCH, &object("destinations", &made), Some(change)).await;
    assert_eq!(reply.errors(), [("identification".to_owned(), "immutable_field".to_owned())]);
}
