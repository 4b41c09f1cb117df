//! What a merchant can get wrong with a new link: every mistake is named, and all of them at once.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Shop, assert_object, least};

/// The wrong parameters of a body, with their codes.
async fn errors(shop: &Shop, body: Value) -> Vec<(String, String)> {
    let reply = shop.api(Method::POST, "/payment_links", Some(body)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.text());
    assert_eq!(reply.header("content-type"), "application/problem+json");
    reply.errors()
}

fn with(pointer: &str, value: Value) -> Value {
    let mut body = least();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[name] = value;
    body
}

/// Where in the body, what, and which parameter is blamed with which code.
type Case = (&'static str, Value, &'static str, &'static str);

async fn assert_named(cases: Vec<Case>) {
    let shop = Shop::open().await;
    for (pointer, value, param, code) in cases {
        let found = errors(&shop, with(pointer, value.clone())).await;
        assert!(found.contains(&(param.to_owned(), code.to_owned())), "{pointer} = {value}: {found:?}");
    }
}

#[tokio::test]
async fn each_mistake_about_the_payment_is_named() {
    assert_named(about_the_payment()).await;
}

#[tokio::test]
async fn each_mistake_about_the_page_is_named() {
    assert_named(about_the_page()).await;
}

#[tokio::test]
async fn each_mistake_about_the_fields_is_named() {
    assert_named(about_the_fields()).await;
}

fn long(count: usize) -> Value {
    "x".repeat(count).into()
}

/// Amount, currency, reference, destination.
fn about_the_payment() -> Vec<Case> {
    let amount = "payment_details.amount";
    vec![
        ("/payment_details/amount", json!(150), amount, "invalid_amount"),
        ("/payment_details/amount", json!(150.5), amount, "invalid_amount"),
        ("/payment_details/amount", json!("0"), amount, "invalid_amount"),
        ("/payment_details/amount", json!("0.00"), amount, "invalid_amount"),
        ("/payment_details/amount", json!("-5.00"), amount, "invalid_amount"),
        ("/payment_details/amount", json!("1.005"), amount, "invalid_amount"),
        ("/payment_details/amount", json!("1,50"), amount, "invalid_amount"),
        ("/payment_details/amount", json!("1e3"), amount, "invalid_amount"),
        ("/payment_details/amount", json!("1000000000"), amount, "invalid_amount"),
        ("/payment_details/amount", json!(""), amount, "invalid_amount"),
        ("/payment_details/amount", json!(null), amount, "missing"),
        ("/payment_details/currency", json!("XAU"), "payment_details.currency", "invalid_currency"),
        ("/payment_details/currency", json!("aed"), "payment_details.currency", "invalid_currency"),
        ("/payment_details/reference", long(36), "payment_details.reference", "invalid_reference"),
        ("/payment_details/reference", json!("a&b"), "payment_details.reference", "invalid_reference"),
        ("/payment_details/reference", json!(" "), "payment_details.reference", "invalid_reference"),
        (
            "/payment_details/destination_id",
            json!("dst_1"),
            "payment_details.destination_id",
            "invalid_destination_id",
        ),
        ("/payment_details/tip", json!("1.00"), "payment_details.tip", "unknown_field"),
        ("/payment_details", json!([]), "payment_details", "invalid_payment_details"),
    ]
}

/// Names, limits, addresses, metadata.
fn about_the_page() -> Vec<Case> {
    vec![
        ("/name", long(81), "name", "invalid_name"),
        ("/title", long(81), "title", "invalid_title"),
        ("/description", long(501), "description", "invalid_description"),
        ("/slug", json!("UPPER"), "slug", "invalid_slug"),
        ("/slug", json!("login"), "slug", "invalid_slug"),
        ("/max_usages", json!(0), "max_usages", "invalid_max_usages"),
        ("/max_usages", json!("5"), "max_usages", "invalid_max_usages"),
        ("/max_usages", json!(1.5), "max_usages", "invalid_max_usages"),
        ("/expires_at", json!("tomorrow"), "expires_at", "invalid_expires_at"),
        ("/expires_at", json!("2026-06-01T09:00:00Z"), "expires_at", "in_the_past"),
        (
            "/redirect_url",
            json!("https://shop.example/thanks"),
            "redirect_url",
            "redirect_url_not_registered",
        ),
        ("/cancel_url", json!("https://shop.example/thanks"), "cancel_url", "redirect_url_not_registered"),
        ("/redirect_url", json!("http://shop.example"), "redirect_url", "invalid_redirect_url"),
        ("/redirect_url", json!("javascript:alert(1)"), "redirect_url", "invalid_redirect_url"),
        ("/customer_id", json!("cus_1"), "customer_id", "invalid_customer_id"),
        ("/customer_id", json!("cus_0002xvGt93AuIwiCMh6c2ZPz"), "customer_id", "not_found"),
        ("/metadata", json!({"a": 1}), "metadata", "invalid_metadata"),
        ("/metadata", json!({"": "x"}), "metadata", "invalid_metadata"),
        ("/colour", json!("blue"), "colour", "unknown_field"),
    ]
}

/// What the customer is asked.
fn about_the_fields() -> Vec<Case> {
    vec![
        ("/identifiers", json!({}), "identifiers", "invalid_identifiers"),
        ("/identifiers", json!(["EMAIL"]), "identifiers[0]", "invalid_identifiers"),
        ("/identifiers", json!([{"type": "PHONE"}]), "identifiers[0].type", "invalid_type"),
        ("/identifiers", json!([{}]), "identifiers[0].type", "missing"),
        (
            "/identifiers",
            json!([{"type": "EMAIL"}, {"type": "TEXT", "limit": 501}]),
            "identifiers[1].limit",
            "invalid_limit",
        ),
        ("/identifiers", json!([{"type": "TEXT", "limit": -1}]), "identifiers[0].limit", "invalid_limit"),
        ("/identifiers", json!([{"type": "EMAIL", "limit": 5}]), "identifiers[0].limit", "limit_not_allowed"),
        (
            "/identifiers",
            json!([{"type": "MOBILE_PHONE", "required": false}]),
            "identifiers[0].required",
            "phone_required",
        ),
        ("/identifiers", json!([{"type": "TEXT", "key": "bank"}]), "identifiers[0].key", "invalid_key"),
        ("/identifiers", json!([{"type": "TEXT", "colour": 1}]), "identifiers[0].colour", "unknown_field"),
        ("/identifiers", json!([{"type": "EMAIL"}, {"type": "EMAIL"}]), "identifiers", "second_email"),
    ]
}

#[tokio::test]
async fn nothing_said_names_all_that_is_needed() {
    let shop = Shop::open().await;
    let expected = ["amount", "currency", "reference"]
        .map(|part| (format!("payment_details.{part}"), "missing".to_owned()));
    assert_eq!(errors(&shop, json!({})).await, expected);
    assert_eq!(errors(&shop, json!({"payment_details": null})).await, expected);
}

#[tokio::test]
async fn all_mistakes_come_at_once() {
    let shop = Shop::open().await;
    let body = json!({
        "payment_details": {"amount": 150.5, "currency": "AED", "reference": "x&y"},
        "identifiers": [{"type": "EMAIL"}, {"type": "TEXT", "limit": 900}],
        "max_usages": 0, "surprise": true,
    });
    let reply = shop.api(Method::POST, "/payment_links", Some(body)).await;
    assert_object!(reply.json());
}

#[tokio::test]
async fn an_amount_is_judged_beside_a_wrong_currency() {
    let shop = Shop::open().await;
    let details = json!({"amount": "-1", "currency": "XAU", "reference": "A"});
    let expected = [("currency", "invalid_currency"), ("amount", "invalid_amount")]
        .map(|(part, code)| (format!("payment_details.{part}"), code.to_owned()));
    assert_eq!(errors(&shop, json!({"payment_details": details})).await, expected);
}

#[tokio::test]
async fn what_only_the_records_tell_comes_at_once_too() {
    let shop = Shop::open().await;
    shop.link(json!({"slug": "spring"})).await;
    let mut body = least();
    body["payment_details"]["destination_id"] = "dst_0002xvGt93AuIwiCMh6c2ZPz".into();
    body["customer_id"] = "cus_0002xvGt93AuIwiCMh6c2ZPz".into();
    body["slug"] = "spring".into();
    body["expires_at"] = "2026-06-01T09:00:00Z".into();
    for url in ["redirect_url", "cancel_url"] {
        body[url] = "https://shop.example/thanks".into();
    }
    let expected = [
        ("payment_details.destination_id", "not_found"),
        ("slug", "slug_taken"),
        ("expires_at", "in_the_past"),
        ("redirect_url", "redirect_url_not_registered"),
        ("cancel_url", "redirect_url_not_registered"),
        ("customer_id", "not_found"),
    ]
    .map(|(param, code)| (param.to_owned(), code.to_owned()));
    assert_eq!(errors(&shop, body).await, expected);
    // A rule that says no alone keeps its code, for however many parameters.
    let mut body = least();
    let code = async |body: &Value| {
        shop.api(Method::POST, "/payment_links", Some(body.clone())).await.json()["code"].clone()
    };
    for url in ["redirect_url", "cancel_url"] {
        body[url] = "https://shop.example/thanks".into();
        assert_eq!(code(&body).await, "redirect_url_not_registered");
    }
    body["slug"] = "spring".into();
    assert_eq!(code(&body).await, "invalid_parameters");
}

#[tokio::test]
async fn amounts_follow_their_currency() {
    let shop = Shop::open().await;
    for (amount, currency, shown) in [
        ("0.01", "AED", "0.01"),
        ("7", "KWD", "7.000"),
        ("1500", "JPY", "1500"),
        ("999999999.99", "AED", "999999999.99"),
    ] {
        let link = shop.link(json!({"payment_details": {"amount": amount, "currency": currency}})).await;
        assert_eq!(link["payment_details"]["amount"], shown);
    }
    let fraction = json!({"amount": "1.5", "currency": "JPY", "reference": "A"});
    let found = errors(&shop, json!({"payment_details": fraction})).await;
    assert_eq!(found, [("payment_details.amount".to_owned(), "invalid_amount".to_owned())]);
}

#[tokio::test]
async fn a_taken_slug_is_refused() {
    let shop = Shop::open().await;
    shop.link(json!({"slug": "spring"})).await;
    let mut body = least();
    body["slug"] = "spring".into();
    assert_eq!(errors(&shop, body).await, [("slug".to_owned(), "slug_taken".to_owned())]);
}

#[tokio::test]
async fn a_destination_without_bank_type_is_not_ready() {
    let shop = Shop::open().await;
    let new = json!({"name": "New", "holder": "Lina", "scheme": "IBAN", "identification": "AE070331234567890123456", "country": "AE"});
    let destination = shop.api(Method::POST, "/destinations", Some(new)).await.json();
    let mut body = least();
    body["payment_details"]["destination_id"] = destination["id"].clone();
    let reply = shop.api(Method::POST, "/payment_links", Some(body)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_object!(reply.json());
}
