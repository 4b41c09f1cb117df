//! The way back to the merchant's page, and whether the merchant can trust what comes along.

use domain::signature::sign_return;
use http::{Method, StatusCode};
use serde_json::json;
use url::Url;

use crate::support::{Reply, Shop, attempt, object, state_of};

const PAID: &str = "https://shop.example/thanks?a=1";
const UNPAID: &str = "https://shop.example/basket";

async fn link(shop: &Shop) -> serde_json::Value {
    for url in [PAID, UNPAID] {
        shop.api(Method::POST, "/redirect_urls", Some(json!({"url": url}))).await;
    }
    shop.link(json!({"redirect_url": PAID, "cancel_url": UNPAID})).await
}

/// Where the page's button leads, read as the merchant would.
fn button(page: &Reply) -> Url {
    let href = page.text().split("href=\"").find(|rest| rest.starts_with("https://shop.example/"));
    let href = href.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("{}", page.text()));
    Url::parse(&href.replace("&amp;", "&")).unwrap()
}

fn value(url: &Url, name: &str) -> String {
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("{url} has no {name}")).1.into_owned()
}

/// The signature that docs/api.md tells a merchant to expect.
async fn expected(shop: &Shop, url: &Url) -> String {
    let account = shop.api(Method::GET, "/account", None).await.json();
    let secret = account["return_secret"].as_str().unwrap();
    assert_eq!(secret.len(), 64, "32 bytes in hex");
    let key: Vec<u8> =
        (0..32).map(|at| u8::from_str_radix(&secret[2 * at..2 * at + 2], 16).unwrap()).collect();
    let [usage, payment, status] = ["usage_id", "payment_id", "status"].map(|name| value(url, name));
    sign_return(&key, &usage, &payment, &status)
}

#[tokio::test]
async fn who_has_paid_goes_to_the_redirect_url_with_a_signature_that_holds() {
    let shop = Shop::open().await;
    shop.world.rail.set_first_status("ACSC", None);
    let paid = shop.pay(&link(&shop).await, &attempt(1)).await;
    let url = button(&shop.visit(&shop.approve(&paid).await).await);
    assert!(url.as_str().starts_with(PAID), "{url}");
    assert!(value(&url, "usage_id").starts_with("use_") && value(&url, "payment_id").starts_with("pay_"));
    assert_eq!(value(&url, "status"), "PAYMENT_CREATED");
    assert_eq!(value(&url, "signature"), expected(&shop, &url).await);
}

#[tokio::test]
async fn who_has_not_paid_goes_to_the_cancel_url_signed_without_a_payment() {
    let shop = Shop::open().await;
    let state = state_of(&shop.pay(&link(&shop).await, &attempt(1)).await);
    let error = shop.world.rail.decline(&state).unwrap();
    let back = shop.visit(&format!("/callbacks/bank?state={state}&error={error}")).await;
    let url = button(&shop.visit(back.location()).await);
    assert!(url.as_str().starts_with(UNPAID), "{url}");
    assert_eq!((value(&url, "status").as_str(), value(&url, "payment_id").as_str()), ("FAILED", ""));
    assert_eq!(value(&url, "signature"), expected(&shop, &url).await);
}

/// A shop that ships for `PAYMENT_CREATED` must not be told so about a payment that was taken back; and a
/// page that left the register gets no more customers.
#[tokio::test]
async fn nobody_is_led_on_from_a_payment_taken_back_or_to_a_page_that_is_not_registered() {
    let shop = Shop::open().await;
    shop.world.rail.set_first_status("ACSP", None);
    let paid = shop.pay(&link(&shop).await, &attempt(1)).await;
    let page = shop.approve(&paid).await;
    assert!(shop.visit(&page).await.text().contains(PAID));
    let registered = shop.api(Method::GET, "/redirect_urls", None).await.json()["data"].clone();
    let thanks = registered.as_array().unwrap().iter().find(|entry| entry["url"] == PAID).unwrap();
    shop.api(Method::DELETE, &object("redirect_urls", thanks), None).await;
    assert!(!shop.visit(&page).await.text().contains("shop.example/thanks"));
    shop.api(Method::POST, "/redirect_urls", Some(json!({"url": PAID}))).await;
    assert!(shop.visit(&page).await.text().contains(PAID));
    assert!(shop.world.rail.advance(&shop.world.rail.payments()[0].id, "RJCT", Some("AC04")));
    shop.world.clock.advance(std::time::Duration::from_mins(1));
    shop.world.engine.pursue_payments_in_doubt().await.unwrap();
    let reversed = shop.visit(&page).await;
    assert!(reversed.text().contains("data-payment-status=\"REJECTED\""), "{}", reversed.text());
    assert!(!reversed.text().contains("shop.example/"));
}

#[tokio::test]
async fn the_account_is_shown_to_its_own_keys() {
    let shop = Shop::open().await;
    let reply = shop.api(Method::GET, "/account", None).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let account = reply.json();
    assert_eq!(account["id"], shop.world.account.to_string());
    assert_eq!((&account["object"], &account["time_zone"]), (&json!("account"), &json!("Asia/Dubai")));
    let stranger = shop.key_of(&shop.world.strangers().await[1], &domain::access::Scope::ALL).await;
    let other = shop.api_as(&stranger, Method::GET, "/account", None).await.json();
    assert_ne!(other["return_secret"], account["return_secret"]);
}
