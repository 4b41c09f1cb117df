//! `/api/v1/payment_links`: what a merchant does with links.

use std::time::Duration;

use engine::testing::on_each_database;
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, assert_object, attempt, least, object};

#[tokio::test]
async fn amount_currency_and_reference_make_a_link() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        let reply = shop.api(Method::POST, "/payment_links", Some(least())).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        assert_object!("a_new_link", reply.json());
        let read = shop.api(Method::GET, &object("payment_links", &reply.json()), None).await;
        assert_eq!(read.json(), reply.json());
    })
    .await;
}

fn everything() -> Value {
    json!({
        "name": "Spring invoice", "title": "Ceramics workshop", "description": "Clay included.\nBring an apron.",
        "slug": "ceramics", "payment_details": {"amount": "1.5", "currency": "KWD", "reference": "INV 7 (b)"},
        "identifiers": [
            {"type": "EMAIL", "display_label": "Where the ticket goes", "required": true},
            {"type": "MOBILE_PHONE", "key": "mobile"},
            {"type": "TEXT", "key": "size", "display_label": "T-shirt", "limit": 3},
        ],
        "max_usages": 1, "expires_at": "2026-06-30T23:59:00+04:00",
        "redirect_url": "http://localhost:3000/thanks", "cancel_url": "http://localhost:3000/thanks",
        "metadata": {"order": "77"},
    })
}

#[tokio::test]
async fn everything_that_can_be_said_of_a_link_is_kept() {
    let shop = Shop::open().await;
    let url = json!({"url": "http://localhost:3000/thanks"});
    shop.api(Method::POST, "/redirect_urls", Some(url)).await;
    let reply = shop.api(Method::POST, "/payment_links", Some(everything())).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    assert_object!(reply.json());
}

#[tokio::test]
async fn what_may_change_changes_and_null_clears() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"name": "Before", "title": "Before", "metadata": {"a": "1"}})).await;
    let path = object("payment_links", &link);
    shop.world.clock.advance(Duration::from_mins(1));
    let change = json!({"name": "After", "title": null, "metadata": {"b": "2"}});
    let changed = shop.api(Method::PATCH, &path, Some(change)).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text());
    let changed = changed.json();
    assert_eq!(changed["name"], "After");
    assert_eq!(changed["title"], Value::Null);
    assert_eq!(changed["metadata"], json!({"b": "2"}));
    assert_eq!(changed["updated_at"], "2026-06-01T09:01:00Z");
    assert_eq!(shop.api(Method::GET, &path, None).await.json(), changed);
}

#[tokio::test]
async fn what_is_fixed_is_refused_and_says_to_duplicate() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let change = json!({"payment_details": {"amount": "1.00"}, "max_usages": 5, "name": "x", "nonsense": 1});
    let reply = shop.api(Method::PATCH, &object("payment_links", &link), Some(change)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_object!(reply.json());
}

#[tokio::test]
async fn a_link_is_disabled_and_enabled_and_twice_is_once() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let path = object("payment_links", &link);
    for status in ["DISABLED", "DISABLED", "ACTIVE", "ACTIVE"] {
        let reply = shop.api(Method::PATCH, &path, Some(json!({"status": status}))).await;
        assert_eq!((reply.status, reply.json()["status"].as_str()), (StatusCode::OK, Some(status)));
    }
    let reply = shop.api(Method::PATCH, &path, Some(json!({"status": "EXPIRED"}))).await;
    assert_eq!(reply.errors(), [("status".to_owned(), "invalid_status".to_owned())]);
}

#[tokio::test]
async fn an_expired_link_keeps_its_status() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"expires_at": "2026-06-01T10:00:00Z"})).await;
    let path = object("payment_links", &link);
    shop.world.clock.advance(Duration::from_hours(1));
    assert_eq!(shop.api(Method::GET, &path, None).await.json()["status"], "EXPIRED");
    let reply = shop.api(Method::PATCH, &path, Some(json!({"status": "ACTIVE"}))).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert_object!(reply.json());
}

#[tokio::test]
async fn a_duplicate_is_the_same_link_with_what_is_overridden() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"name": "Original", "max_usages": 3})).await;
    let path = format!("{}/duplicate", object("payment_links", &link));
    let same = shop.api(Method::POST, &path, None).await;
    assert_eq!(same.status, StatusCode::CREATED, "{}", same.text());
    let same = same.json();
    assert_ne!(same["id"], link["id"]);
    assert_ne!(same["slug"], link["slug"]);
    for part in ["name", "payment_details", "identifiers", "max_usages"] {
        assert_eq!(same[part], link[part], "{part}");
    }
    let overrides = json!({"payment_details": {"amount": "75.50"}, "max_usages": 9});
    let other = shop.api(Method::POST, &path, Some(overrides)).await.json();
    assert_eq!(other["payment_details"]["amount"], "75.50");
    assert_eq!(other["payment_details"]["currency"], "AED");
    assert_eq!(other["max_usages"], 9);
    let wrong = shop.api(Method::POST, &path, Some(json!({"payment_details": {"amount": 75}}))).await;
    assert_eq!(wrong.errors(), [("payment_details.amount".to_owned(), "invalid_amount".to_owned())]);
}

#[tokio::test]
async fn a_deleted_link_is_gone_but_its_usages_stay() {
    let shop = Shop::open().await;
    let link = shop.link(json!({})).await;
    let path = object("payment_links", &link);
    shop.pay(&link, &attempt(1)).await;
    let usages = shop.api(Method::GET, &format!("{path}/usages"), None).await.json();
    let reply = shop.api(Method::DELETE, &path, None).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_object!(reply.json());
    for method in [Method::GET, Method::DELETE] {
        assert_eq!(shop.api(method, &path, None).await.status, StatusCode::NOT_FOUND);
    }
    let list = shop.api(Method::GET, "/payment_links", None).await.json();
    assert_eq!(list["data"], json!([]));
    let usage = shop.api(Method::GET, &object("usages", &usages["data"][0]), None).await;
    assert_eq!(usage.status, StatusCode::OK);
}

#[tokio::test]
async fn lists_are_pages_newest_first_in_both_directions() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        for number in 0..5 {
            shop.link(json!({"name": format!("Link {number}")})).await;
        }
        let names = |list: &Value| -> Vec<String> {
            let data = list["data"].as_array().unwrap();
            data.iter().map(|link| link["name"].as_str().unwrap().to_owned()).collect()
        };
        let get =
            async |query: &str| shop.api(Method::GET, &format!("/payment_links{query}"), None).await.json();
        let first = get("?limit=2").await;
        assert_eq!(names(&first), ["Link 4", "Link 3"]);
        assert_eq!(first["has_more"], true);
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = get(&format!("?limit=2&starting_after={cursor}")).await;
        assert_eq!(names(&second), ["Link 2", "Link 1"]);
        let cursor = second["next_cursor"].as_str().unwrap();
        let last = get(&format!("?limit=2&starting_after={cursor}")).await;
        assert_eq!(
            (names(&last), &last["has_more"], &last["next_cursor"]),
            (vec!["Link 0".to_owned()], &json!(false), &Value::Null)
        );
        let newer = get(&format!("?limit=2&ending_before={}", last["data"][0]["id"].as_str().unwrap())).await;
        assert_eq!(names(&newer), ["Link 2", "Link 1"]);
    })
    .await;
}

#[tokio::test]
async fn lists_are_filtered() {
    let shop = Shop::open().await;
    let spring = shop.link(json!({"name": "Spring", "payment_details": {"reference": "A-1"}})).await;
    shop.world.clock.advance(Duration::from_hours(1));
    shop.link(json!({"name": "Autumn", "payment_details": {"reference": "B-2"}})).await;
    shop.api(Method::PATCH, &object("payment_links", &spring), Some(json!({"status": "DISABLED"}))).await;
    for query in [
        "status=DISABLED",
        "q=spring",
        "q=A-1",
        "reference=A-1",
        "created_lt=2026-06-01T09:30:00Z",
        &format!("q={}", spring["slug"].as_str().unwrap()),
        &format!("q={}", spring["id"].as_str().unwrap()),
    ] {
        let list = shop.api(Method::GET, &format!("/payment_links?{query}"), None).await.json();
        assert_eq!(list["data"].as_array().unwrap().len(), 1, "{query}");
        assert_eq!(list["data"][0]["name"], "Spring", "{query}");
    }
    let none = shop.api(Method::GET, "/payment_links?created_gte=2026-06-02T00:00:00Z", None).await.json();
    assert_eq!(none["data"], json!([]));
}

#[tokio::test]
async fn wrong_parameters_of_a_list_are_named() {
    let shop = Shop::open().await;
    let query = "limit=101&status=OPEN&created_gte=yesterday&starting_after=nonsense&sort=name";
    let reply = shop.api(Method::GET, &format!("/payment_links?{query}"), None).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_object!(reply.json());
}
