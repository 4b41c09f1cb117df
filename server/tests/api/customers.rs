//! `/api/v1/customers`

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, assert_object, attempt, object};

fn new() -> Value {
    json!({
        "name": "Lina Haddad", "email": "Lina@Example.COM", "phone": "00971 50 123 4567",
        "reference": "CRM_42", "metadata": {"tier": "gold"},
    })
}

#[tokio::test]
async fn a_customer_is_made_read_changed_and_deleted() {
    let shop = Shop::open().await;
    let made = shop.api(Method::POST, "/customers", Some(new())).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_object!(made.json());
    let path = object("customers", &made.json());
    assert_eq!(shop.api(Method::GET, &path, None).await.json(), made.json());
    let change = json!({"name": "Lina H.", "email": null, "metadata": null});
    let changed = shop.api(Method::PATCH, &path, Some(change)).await.json();
    assert_eq!(
        (&changed["name"], &changed["email"], &changed["phone"], &changed["metadata"]),
        (&json!("Lina H."), &json!(null), &json!("+971501234567"), &json!({}))
    );
    let deleted = shop.api(Method::DELETE, &path, None).await;
    assert_eq!((deleted.status, &deleted.json()["deleted"]), (StatusCode::OK, &json!(true)));
    for method in [Method::GET, Method::DELETE] {
        assert_eq!(shop.api(method, &path, None).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_wrong_customer_is_refused() {
    let shop = Shop::open().await;
    let wrong = json!({"email": "lina@", "phone": "050 123 4567", "reference": "x".repeat(36), "vat": "1"});
    let reply = shop.api(Method::POST, "/customers", Some(wrong)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_object!(reply.json());
    // A number of the right shape that no country has given out.
    let unknown = json!({"name": "Lina", "phone": "+971 00 000"});
    let reply = shop.api(Method::POST, "/customers", Some(unknown)).await;
    assert_eq!(reply.errors(), [("phone".to_owned(), "invalid_phone".to_owned())]);
    let made = shop.api(Method::POST, "/customers", Some(new())).await.json();
    let nameless = shop.api(Method::PATCH, &object("customers", &made), Some(json!({"name": null}))).await;
    assert_eq!(nameless.errors(), [("name".to_owned(), "missing".to_owned())]);
}

#[tokio::test]
async fn customers_are_listed_and_found() {
    let shop = Shop::open().await;
    for name in ["Lina Haddad", "Omar Aziz", "Mona Said"] {
        shop.api(Method::POST, "/customers", Some(json!({"name": name, "reference": "A-1"}))).await;
    }
    let names = async |query: &str| {
        let list = shop.api(Method::GET, &format!("/customers?{query}"), None).await.json();
        let names =
            list["data"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned());
        (names.collect::<Vec<_>>(), list["next_cursor"].clone())
    };
    let (first, next) = names("limit=2").await;
    assert_eq!(first, ["Mona Said", "Omar Aziz"]);
    let rest = names(&format!("limit=2&starting_after={}", next.as_str().unwrap())).await;
    assert_eq!(rest, (vec!["Lina Haddad".to_owned()], Value::Null));
    assert_eq!(names("q=aziz").await.0, ["Omar Aziz"]);
    assert_eq!(names("reference=A-1&q=lina+h").await.0, ["Lina Haddad"]);
    assert_eq!(names("created_gte=2027-01-01T00:00:00Z").await.0, [""; 0]);
    let unknown = shop.api(Method::GET, "/customers?status=ACTIVE", None).await;
    assert_eq!(unknown.errors(), [("status".to_owned(), "unknown_parameter".to_owned())]);
}

#[tokio::test]
async fn what_a_bound_link_takes_carries_the_customer() {
    let shop = Shop::open().await;
    let customer = shop.api(Method::POST, "/customers", Some(new())).await.json();
    let link = shop.link(json!({"customer_id": customer["id"]})).await;
    assert_eq!(link["customer_id"], customer["id"]);
    let paid = shop.pay(&link, &attempt(1)).await;
    shop.approve(&paid).await;
    let usages =
        shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await.json();
    assert_eq!(usages["data"][0]["customer_id"], customer["id"]);
    shop.link(json!({})).await;
    let id = customer["id"].as_str().unwrap();
    for (path, expected) in [("payment_links", &link["id"]), ("payments", &usages["data"][0]["payment_id"])] {
        let list = shop.api(Method::GET, &format!("/{path}?customer_id={id}"), None).await.json();
        let ids: Vec<_> = list["data"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
        assert_eq!(ids, [expected], "{path}");
    }
    // Nothing of the record is told at the checkout.
    let slug = link["slug"].as_str().unwrap();
    let reply = shop.visit(&format!("/l/{slug}")).await;
    let page = reply.text();
    assert!(
        page.contains("data-page=\"checkout\"") && !page.contains("501234567") && !page.contains("Haddad")
    );
    assert!(!page.to_lowercase().contains("lina@"));
}
