//! Usages and payments as the merchant reads them.

use engine::testing::on_each_database;
use http::{Method, StatusCode};
use serde_json::json;

use crate::support::{Shop, assert_object, attempt, object, path_of, state_of};

#[tokio::test]
async fn a_paid_link_shows_its_usage_and_its_payment() {
    on_each_database(async |database| {
        let shop = Shop::on(database).await;
        shop.world.rail.set_first_status("ACSC", None);
        let link = shop.link(json!({"identifiers": [{"type": "EMAIL"}]})).await;
        let fields =
            [("phone", "00971 50 123 4567"), ("email", ""), ("bank", "dune"), ("attempt", &attempt(1))];
        let paid = shop.submit(&path_of(&link), &fields).await;
        shop.approve(&paid).await;
        let usages =
            shop.api(Method::GET, &format!("{}/usages", object("payment_links", &link)), None).await.json();
        assert_object!("usages_of_a_paid_link", usages);
        let usage = shop.api(Method::GET, &object("usages", &usages["data"][0]), None).await.json();
        assert_eq!(usage, usages["data"][0]);
        let payments = shop.api(Method::GET, "/payments", None).await.json();
        assert_object!("payments", payments);
        assert_eq!(payments["data"][0]["id"], usage["payment_id"]);
        let payment = shop.api(Method::GET, &object("payments", &payments["data"][0]), None).await.json();
        assert_eq!(payment, payments["data"][0]);
        let link = shop.api(Method::GET, &object("payment_links", &link), None).await.json();
        assert_eq!((&link["completed_usages"], &link["reserved_usages"]), (&json!(1), &json!(0)));
    })
    .await;
}

#[tokio::test]
async fn a_declined_usage_says_why_and_frees_its_slot() {
    let shop = Shop::open().await;
    let link = shop.link(json!({"max_usages": 1})).await;
    let paid = shop.pay(&link, &attempt(1)).await;
    let state = state_of(&paid);
    let error = shop.world.rail.decline(&state).unwrap();
    shop.visit(&format!("/callbacks/bank?state={state}&error={error}")).await;
    let usages = format!("{}/usages", object("payment_links", &link));
    let failed = shop.api(Method::GET, &format!("{usages}?status=FAILED"), None).await.json();
    assert_eq!(failed["data"][0]["status"], "FAILED");
    assert_eq!(failed["data"][0]["failure"]["code"], "declined");
    assert_eq!(failed["data"][0]["payment_id"], json!(null));
    let started = shop.api(Method::GET, &format!("{usages}?status=STARTED"), None).await.json();
    assert_eq!(started["data"], json!([]));
    assert_eq!(shop.pay(&link, &attempt(2)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn payments_are_filtered_by_link_and_status() {
    let shop = Shop::open().await;
    let (one, other) = (shop.link(json!({})).await, shop.link(json!({})).await);
    for (number, link) in [&one, &other].into_iter().enumerate() {
        let paid = shop.pay(link, &attempt(number)).await;
        shop.approve(&paid).await;
    }
    let of = async |query: String| shop.api(Method::GET, &format!("/payments?{query}"), None).await.json();
    let list = of(format!("payment_link_id={}", one["id"].as_str().unwrap())).await;
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
    assert_eq!(list["data"][0]["payment_link_id"], one["id"]);
    assert_eq!(of("status=SETTLED".to_owned()).await["data"], json!([]));
    assert_eq!(of("status=PENDING".to_owned()).await["data"].as_array().unwrap().len(), 2);
}
