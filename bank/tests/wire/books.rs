//! What stays: the books across a restart, the money across everything, and trouble to order.

use axum::http::StatusCode;
use bank::Database;
use serde_json::json;

use crate::client::World;

#[tokio::test]
async fn a_bank_that_was_killed_knows_everything_it_answered() {
    let folder = tempfile::tempdir().unwrap();
    let file = || Database::File(folder.path().join("bank.db"));
    let before = World::with(file(), true).await;
    let keys = before.get("/falcon/jwks").await.json();
    let paid = before.pay("current").await;
    let (consent_id, token) = before.authorised("current", "150.00").await;
    let page = before.push(&before.consent("150.00").await).await;
    let spent = before.assertion();
    assert_eq!(before.oauth_with(&spent).await.status, StatusCode::OK);
    let now = before.seconds() * 1000;

    // Opened beside the first, which never closed its files: as after a kill.
    let after = World::with(file(), true).await;
    after.now.store(now + 10_000, std::sync::atomic::Ordering::SeqCst);
    assert_eq!(after.get("/falcon/jwks").await.json(), keys);
    assert_eq!(after.status(&paid).await, "ACCC");
    assert_eq!(after.order(&consent_id, &token, "p-after").await.status, StatusCode::CREATED);
    assert_eq!(after.get(&page).await.status, StatusCode::OK);
    assert_eq!(after.oauth_with(&spent).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn money_is_conserved_through_every_scenario() {
    let world = World::new().await;
    for account in ["current", "slow", "empty", "late_reject", "held", "silent"] {
        world.pay(account).await;
    }
    let (consent_id, token) = world.authorised("current", "999999999.99").await;
    let body = world.payment_body(&consent_id, "999999999.99");
    assert_eq!(world.post("/domestic-payments", &token, "big", &body).await.status, StatusCode::CREATED);
    for _ in 0..6 {
        let ledger = world.get("/control/ledger").await.json();
        assert_eq!(ledger["sum_minor"], 0);
        assert_eq!((&ledger["differences"], &ledger["payers_below_zero"]), (&json!([]), &json!([])));
        world.pass(2_500);
    }
    let ledger = world.get("/control/ledger").await.json();
    // Two current payments and the slow one have arrived; the held one is in clearing; the rest never left.
    let payee = "payee/UK.OBIE.IBAN/AE070331234567890123456/AED";
    assert_eq!(ledger["accounts"][payee], 2 * 15_000 + 99_999_999_999_i64);
    assert_eq!(ledger["accounts"]["clearing/falcon/AED"], 15_000);
}

#[tokio::test]
async fn a_settled_payment_can_be_reversed_by_control() {
    let world = World::new().await;
    let id = world.pay("current").await;
    world.pass(5_000);
    assert_eq!(world.status(&id).await, "ACCC");
    let told = json!({ "status": "RJCT", "reason": "FRAD" });
    assert_eq!(
        world.post_json(&format!("/control/payments/{id}/advance"), told).await.json()["status"],
        "RJCT"
    );
    let ledger = world.get("/control/ledger").await.json();
    assert_eq!(
        (&ledger["sum_minor"], &ledger["accounts"]["payer/falcon/current/AED"]),
        (&json!(0), &json!(2_481_620))
    );
}

#[tokio::test]
async fn ordered_faults_strike_and_then_are_over() {
    let world = World::new().await;
    let (consent_id, token) = world.authorised("current", "150.00").await;
    let order = async |kind: &str, endpoint: &str| {
        let fault = json!({ "endpoint": endpoint, "kind": kind });
        assert_eq!(world.post_json("/control/faults", fault).await.status, StatusCode::NO_CONTENT);
    };
    order("status500", "payment_create").await;
    order("rate_limited", "payment_create").await;
    order("drop_answer", "payment_create").await;
    order("bad_signature", "payment_create").await;
    let body = world.payment_body(&consent_id, "150.00");
    let request = || world.post_request("/domestic-payments", &token, "p1", &body);
    assert_eq!(world.send(request()).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(world.get("/control/counts").await.json()["payments"], 0);
    let limited = world.send(request()).await;
    assert_eq!((limited.status, limited.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "1"));
    assert!(world.try_send(request()).await.is_err(), "the answer breaks off");
    assert_eq!(world.get("/control/counts").await.json()["payments"], 1, "but the payment is there");
    let spoiled = world.send(request()).await;
    assert_eq!(spoiled.status, StatusCode::CREATED);
    assert!(!world.is_signed(&spoiled).await);
    let good = world.send(request()).await;
    assert!(world.is_signed(&good).await);
    assert_eq!(world.get("/control/counts").await.json()["payments"], 1);
}

#[tokio::test]
async fn three_banks_take_part() {
    let world = World::new().await;
    let banks = world.get("/participants").await.json();
    let issuers: Vec<_> =
        banks.as_array().unwrap().iter().map(|bank| bank["issuer"].as_str().unwrap()).collect();
    assert_eq!(issuers.len(), 3);
    for (bank, issuer) in banks.as_array().unwrap().iter().zip(&issuers) {
        let id = bank["id"].as_str().unwrap();
        let found = world.get(&format!("/{id}/.well-known/openid-configuration")).await.json();
        assert_eq!(&found["issuer"], issuer);
        assert!(found["token_endpoint"].as_str().unwrap().starts_with("http://127.0.0.1:3000/sandbox-bank/"));
        let page = found["authorization_endpoint"].as_str().unwrap();
        assert_eq!(page, format!("https://pay.example.com/sandbox-bank/{id}/authorize"));
    }
}
