//! The reference of the API in the dashboard: all that the description has, without a script.

use http::StatusCode;
use serde_json::Value;

use crate::{browser::Browser, support::Shop};

/// The resource and the id of every operation.
fn operations() -> Vec<(String, String)> {
    let document = server::api_description();
    let mut all = Vec::new();
    for methods in document["paths"].as_object().unwrap().values() {
        for operation in methods.as_object().unwrap().values() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            all.push((text(&operation["tags"][0]), text(&operation["operationId"])));
        }
    }
    all
}

#[tokio::test]
async fn every_operation_and_every_code_has_its_place() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let start = owner.visit(&shop, "/developers/api").await;
    assert_eq!(start.status, StatusCode::OK);
    for (resource, id) in operations() {
        let place = format!("/developers/api/{resource}#{id}");
        assert!(start.text().contains(&place), "{place}");
        let page = owner.visit(&shop, &format!("/developers/api/{resource}")).await;
        assert!(page.text().contains(&format!("id=\"{id}\"")), "{place}");
    }
    for code in ["not_found", "immutable_field", "too_many_requests"] {
        assert!(start.text().contains(&format!("id=\"error-{code}\"")), "{code}");
    }
}

#[tokio::test]
async fn an_operation_shows_its_fields_and_examples() {
    let shop = Shop::open().await;
    let owner = Browser::owner(&shop).await;
    let page = owner.visit(&shop, "/developers/api/payment_links").await;
    for part in [
        "payment_details.amount",
        "identifiers[].type",
        "ACTIVE | DISABLED",
        "INV-1042",
        "/api/v1/payment_links/{id}",
    ] {
        assert!(page.text().contains(part), "{part}");
    }
    let start = owner.visit(&shop, "/developers/api").await;
    for sample in ["curl", "javascript", "python", "rust"] {
        assert!(start.text().contains(&format!("data-sample=\"{sample}\"")), "{sample}");
    }
    let none = owner.visit(&shop, "/developers/api/nonsense").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}
