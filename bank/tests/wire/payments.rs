//! The whole way of a payment, and every scenario.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::client::{REDIRECT, World};

#[tokio::test]
async fn a_consent_is_authorised_and_gives_a_token_of_its_own() {
    let world = World::new().await;
    let token = world.own_token().await;
    let answer = world.post("/domestic-payment-consents", &token, "c1", &world.consent_body("150.00")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    assert!(world.is_signed(&answer).await);
    assert_eq!(answer.header("x-fapi-interaction-id"), "93bac548-d2de-4546-b106-880a5018460d");
    let consent = answer.json();
    assert_eq!(consent["Data"]["Status"], "AWAU");
    assert_eq!(consent["Risk"], world.consent_body("1")["Risk"]);
    let consent_id = consent["Data"]["ConsentId"].as_str().unwrap();

    let page = world.push(consent_id).await;
    assert!(world.get(&page).await.text().contains("data-page=\"bank-authorise\""));
    let back = world.post_form(&page, &[("account", "current"), ("decision", "approve")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(back.header("location").starts_with(REDIRECT));
    assert_eq!(back.parameter("state").as_deref(), Some("st-1"));
    assert_eq!(back.parameter("iss"), Some(world.issuer()));

    let granted = world.exchange(&back.parameter("code").unwrap(), None).await.json();
    let claims = claims(granted["id_token"].as_str().unwrap());
    assert_eq!((&claims["nonce"], &claims["openbanking_intent_id"]), (&json!("no-1"), &json!(consent_id)));
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!(world.issuer()), &json!("remit")));
}

#[tokio::test]
async fn a_payment_goes_from_funds_to_settled() {
    let world = World::new().await;
    let (consent_id, payer) = world.authorised("current", "150.00").await;
    let funds =
        world.read(&format!("/domestic-payment-consents/{consent_id}/funds-confirmation"), &payer).await;
    assert!(world.is_signed(&funds).await);
    assert_eq!(funds.json()["Data"]["FundsAvailableResult"]["FundsAvailable"], true);

    let ordered = world.order(&consent_id, &payer, "p1").await;
    assert_eq!(ordered.status, StatusCode::CREATED, "{}", ordered.text());
    assert_eq!(ordered.json()["Data"]["Status"], "RCVD", "version 4 answers an order with RCVD or RJCT");
    assert_eq!(ordered.json()["Data"]["Refund"]["Account"]["SchemeName"], "UK.OBIE.SortCodeAccountNumber");
    let id = ordered.json()["Data"]["DomesticPaymentId"].as_str().unwrap().to_owned();
    assert_eq!(world.status(&id).await, "ACSC");
    world.pass(2_000);
    assert_eq!(world.status(&id).await, "ACCC");

    let token = world.own_token().await;
    let details = world.read(&format!("/domestic-payments/{id}/payment-details"), &token).await.json();
    let steps: Vec<_> = details["Data"]["PaymentStatus"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["Status"].clone())
        .collect();
    assert_eq!(steps, ["RCVD", "ACSP", "ACSC", "ACCC"]);
    let consent = world.read(&format!("/domestic-payment-consents/{consent_id}"), &token).await.json();
    assert_eq!(consent["Data"]["Status"], "COND");
}

fn claims(token: &str) -> Value {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[tokio::test]
async fn slow_is_accepted_after_five_seconds() {
    let world = World::new().await;
    let id = world.pay("slow").await;
    for (pass, status) in
        [(0, "RCVD"), (1_000, "PDNG"), (3_999, "PDNG"), (1, "ACSP"), (3_000, "ACSC"), (99_000, "ACCC")]
    {
        world.pass(pass);
        assert_eq!(world.status(&id).await, status, "{pass} ms later");
    }
}

#[tokio::test]
async fn empty_has_no_funds_and_is_rejected() {
    let world = World::new().await;
    let (consent_id, token) = world.authorised("empty", "150.00").await;
    let funds =
        world.read(&format!("/domestic-payment-consents/{consent_id}/funds-confirmation"), &token).await;
    assert_eq!(funds.json()["Data"]["FundsAvailableResult"]["FundsAvailable"], false);
    let answer = world.order(&consent_id, &token, "p1").await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.json()["Data"]["Status"], "RJCT");
    assert_eq!(answer.json()["Data"]["StatusReason"][0]["StatusReasonCode"], "AM04");
}

#[tokio::test]
async fn late_reject_takes_the_money_and_gives_it_back() {
    let world = World::new().await;
    let id = world.pay("late_reject").await;
    assert_eq!(world.status(&id).await, "ACSP");
    let clearing = "clearing/falcon/AED";
    assert_eq!(world.get("/control/ledger").await.json()["accounts"][clearing], 15_000);
    world.pass(3_000);
    assert_eq!(world.status(&id).await, "RJCT");
    let ledger = world.get("/control/ledger").await.json();
    assert_eq!((&ledger["accounts"][clearing], &ledger["sum_minor"]), (&json!(0), &json!(0)));
    assert_eq!(ledger["accounts"]["payer/falcon/late_reject/AED"], 964_075);
}

#[tokio::test]
async fn held_and_silent_wait_until_told() {
    let world = World::new().await;
    for (account, waits) in [("held", "ACWP"), ("silent", "PDNG")] {
        let id = world.pay(account).await;
        world.pass(86_400_000);
        assert_eq!(world.status(&id).await, waits);
        let told =
            world.post_json(&format!("/control/payments/{id}/advance"), json!({ "status": "ACSC" })).await;
        assert_eq!(told.json()["status"], "ACSC", "{}", told.text());
        assert_eq!(world.status(&id).await, "ACSC");
    }
    assert_eq!(world.get("/control/ledger").await.json()["sum_minor"], 0);
}

#[tokio::test]
async fn a_rejected_payment_stays_rejected() {
    let world = World::new().await;
    let id = world.pay("empty").await;
    let told = world.post_json(&format!("/control/payments/{id}/advance"), json!({ "status": "ACSC" })).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    assert_eq!(world.status(&id).await, "RJCT");
}

#[tokio::test]
async fn flaky_loses_the_first_answer_and_makes_one_payment() {
    let world = World::new().await;
    let (consent_id, token) = world.authorised("flaky", "150.00").await;
    assert_eq!(world.order(&consent_id, &token, "p1").await.status, StatusCode::INTERNAL_SERVER_ERROR);
    let again = world.order(&consent_id, &token, "p1").await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.text());
    let counts = world.get("/control/counts").await.json();
    assert_eq!(counts["payments"], 1);
    let keys = counts["idempotency_keys"].as_array().unwrap();
    let order = keys.iter().find(|key| key["key"] == "p1").unwrap();
    assert_eq!((&order["uses"], &order["scope"]), (&json!(2), &json!("remit/falcon/domestic-payments")));
}

#[tokio::test]
async fn a_repeated_key_gives_the_current_state_and_another_body_is_refused() {
    let world = World::new().await;
    let (consent_id, token) = world.authorised("current", "150.00").await;
    let first = world.order(&consent_id, &token, "p1").await.json();
    let again = world.order(&consent_id, &token, "p1").await.json();
    assert_eq!(first["Data"]["DomesticPaymentId"], again["Data"]["DomesticPaymentId"]);
    assert_eq!(again["Data"]["Status"], "ACSC");
    let other =
        world.post("/domestic-payments", &token, "p1", &world.payment_body(&consent_id, "151.00")).await;
    assert_eq!((other.status, other.codes()), (StatusCode::CONFLICT, vec!["U029".to_owned()]));
    // Another key cannot use the consent twice.
    let twice = world.order(&consent_id, &token, "p2").await;
    assert_eq!((twice.status, twice.codes()), (StatusCode::BAD_REQUEST, vec!["U009".to_owned()]));
    assert_eq!(world.get("/control/counts").await.json()["payments"], 1);
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    let world = World::new().await;
    let id = |answer: crate::client::Answer| answer.json()["Data"]["ConsentId"].clone();
    let path = "/domestic-payment-consents";
    let body = world.consent_body("150.00");
    let first = id(world.post(path, &world.own_token().await, "c1", &body).await);
    world.pass(23 * 3_600_000);
    assert_eq!(id(world.post(path, &world.own_token().await, "c1", &body).await), first);
    world.pass(2 * 3_600_000);
    assert_ne!(id(world.post(path, &world.own_token().await, "c1", &body).await), first);
}

#[tokio::test]
async fn an_order_must_equal_its_consent() {
    let world = World::new().await;
    let (consent_id, token) = world.authorised("current", "150.00").await;
    let more =
        world.post("/domestic-payments", &token, "p1", &world.payment_body(&consent_id, "150.01")).await;
    assert_eq!((more.status, more.codes()), (StatusCode::BAD_REQUEST, vec!["U008".to_owned()]));
    let mut risky = world.payment_body(&consent_id, "150.00");
    risky["Risk"]["MerchantCategoryCode"] = "5967".into();
    assert_eq!(world.post("/domestic-payments", &token, "p2", &risky).await.codes(), ["U008"]);
    assert_eq!(world.order(&consent_id, &token, "p3").await.status, StatusCode::CREATED);
}
