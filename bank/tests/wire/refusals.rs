//! What the bank must not accept. Each test also shows that the same request, put right, passes.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode},
};
use serde_json::{Value, json};

use crate::client::{REDIRECT, STRANGER, World, jwt, signed};

#[tokio::test]
async fn a_wrong_signature_is_refused_and_the_right_one_is_not() {
    let world = World::new().await;
    let token = world.own_token().await;
    let body = world.consent_body("150.00");
    let path = "/domestic-payment-consents";
    let send = async |signature: Option<String>| {
        let mut request = world.post_request(path, &token, "c1", &body);
        match signature {
            Some(signature) => {
                request.headers_mut().insert("x-jws-signature", HeaderValue::from_str(&signature).unwrap())
            }
            None => request.headers_mut().remove("x-jws-signature"),
        };
        world.send(request).await
    };
    assert_eq!(send(None).await.codes(), ["U019"]);
    assert_eq!(send(Some("x".into())).await.codes(), ["U018"]);
    assert_eq!(send(Some(world.detached(&STRANGER, &body.to_string()))).await.codes(), ["U015"]);
    let refused = world.post_request(path, &token, "c1", &body);
    let (parts, _) = refused.into_parts();
    let tampered =
        axum::http::Request::from_parts(parts, Body::from(world.consent_body("950.00").to_string()));
    let tampered = world.send(tampered).await;
    assert_eq!((tampered.status, tampered.codes()), (StatusCode::BAD_REQUEST, vec!["U015".to_owned()]));
    assert!(world.is_signed(&tampered).await, "a refusal is signed too");
    assert_eq!(world.post(path, &token, "c1", &body).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn headers_are_checked() {
    let world = World::new().await;
    let token = world.own_token().await;
    let send = async |name: &'static str, value: Option<&'static str>| {
        let mut request =
            world.post_request("/domestic-payment-consents", &token, "c1", &world.consent_body("150.00"));
        match value {
            Some(value) => request.headers_mut().insert(name, HeaderValue::from_static(value)),
            None => request.headers_mut().remove(name),
        };
        world.send(request).await
    };
    assert_eq!(send("content-type", Some("text/plain")).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send("accept", Some("text/html")).await.status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(send("x-idempotency-key", None).await.codes(), ["U007"]);
    assert_eq!(send("x-idempotency-key", Some(" c1")).await.codes(), ["U006"]);
    assert_eq!(send("x-fapi-interaction-id", Some("seven")).await.codes(), ["U006"]);
    for token in [None, Some("Bearer nonsense"), Some("Basic nonsense")] {
        let answer = send("authorization", token).await;
        assert_eq!((answer.status, answer.bytes.len()), (StatusCode::UNAUTHORIZED, 0));
        assert!(!answer.header("x-fapi-interaction-id").is_empty());
    }
    assert_eq!(send("accept", Some("application/json; charset=utf-8")).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn ids_that_are_unknown_or_foreign_are_told_apart() {
    let mut world = World::new().await;
    let consent_id = world.consent("150.00").await;
    let payment_id = world.pay("current").await;
    let token = world.own_token().await;
    let unknown = world.read("/domestic-payments/nothing", &token).await;
    assert_eq!((unknown.status, unknown.codes()), (StatusCode::BAD_REQUEST, vec!["U011".to_owned()]));
    world.client_id = "other";
    let foreign = world.own_token().await;
    for path in
        [format!("/domestic-payment-consents/{consent_id}"), format!("/domestic-payments/{payment_id}")]
    {
        assert_eq!(world.read(&path, &foreign).await.status, StatusCode::FORBIDDEN);
        assert_eq!(world.read(&path, &token).await.status, StatusCode::OK);
    }
    // A token of one brand is none at another.
    world.brand = "dune";
    assert_eq!(world.read("/domestic-payments/x", &token).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_does_only_what_its_grant_says() {
    let world = World::new().await;
    let (consent_id, payer) = world.authorised("current", "150.00").await;
    let (own, other) = (world.own_token().await, world.authorised("current", "150.00").await.1);
    for token in [&own, &other] {
        assert_eq!(world.order(&consent_id, token, "p1").await.status, StatusCode::FORBIDDEN);
        let funds = format!("/domestic-payment-consents/{consent_id}/funds-confirmation");
        assert_eq!(world.read(&funds, token).await.status, StatusCode::FORBIDDEN);
    }
    let answer = world.post("/domestic-payment-consents", &payer, "c9", &world.consent_body("1.00")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    world.pass(25 * 3_600_000);
    assert_eq!(world.order(&consent_id, &payer, "p1").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_assertion_is_good_once_for_five_minutes_at_this_server() {
    let world = World::new().await;
    let assertion = world.assertion();
    assert_eq!(world.oauth_with(&assertion).await.status, StatusCode::OK);
    let again = world.oauth_with(&assertion).await;
    assert_eq!((again.status, &again.json()["error"]), (StatusCode::UNAUTHORIZED, &json!("invalid_client")));
    assert!(again.text().contains("used before"));
    let forged = jwt(&STRANGER, &world.assertion_claims());
    assert_eq!(world.oauth_with(&forged).await.status, StatusCode::UNAUTHORIZED);
    for (name, value) in [
        ("aud", json!("https://elsewhere.example.com/token")),
        ("iss", json!("other")),
        ("exp", json!(world.seconds() + 3_600)),
        ("exp", json!(world.seconds() - 1)),
        ("jti", Value::Null),
    ] {
        assert_eq!(
            world.altered_assertion(name, value.clone()).await,
            StatusCode::UNAUTHORIZED,
            "{name} {value}"
        );
    }
    assert_eq!(world.altered_assertion("aud", json!([world.issuer()])).await, StatusCode::OK);
}

impl World {
    async fn altered_assertion(&self, name: &str, value: Value) -> StatusCode {
        let mut claims = self.assertion_claims();
        claims[name] = value;
        self.oauth_with(&signed(&claims)).await.status
    }
}

#[tokio::test]
async fn a_pushed_request_must_be_whole() {
    let world = World::new().await;
    let consent_id = world.consent("150.00").await;
    let push = async |name: &str, value: Value| {
        let mut claims = world.request_claims(&consent_id);
        claims[name] = value;
        world.push_claims(&claims).await.status
    };
    for (name, value) in [
        ("state", Value::Null),
        ("nonce", Value::Null),
        ("code_challenge", Value::Null),
        ("code_challenge_method", json!("plain")),
        ("redirect_uri", json!("https://evil.example.com/callback")),
        ("redirect_uri", json!(format!("{REDIRECT}/more"))),
        ("response_type", json!("code id_token")),
        ("scope", json!("openid")),
        ("aud", json!("https://elsewhere.example.com")),
        ("exp", json!(world.seconds() - 1)),
        ("exp", json!(world.seconds() + 4_000)),
        ("nbf", Value::Null),
        ("claims", Value::Null),
        ("client_id", json!("other")),
    ] {
        assert_eq!(push(name, value.clone()).await, StatusCode::BAD_REQUEST, "{name} {value}");
    }
    assert_eq!(push("ui_locales", json!("ar")).await, StatusCode::CREATED);
    let forged = jwt(&STRANGER, &world.request_claims(&consent_id));
    assert_eq!(world.oauth("par", &[("request", &forged)]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_code_is_good_once_with_its_verifier_and_not_for_long() {
    let world = World::new().await;
    let code = async || {
        let page = world.push(&world.consent("150.00").await).await;
        let back = world.post_form(&page, &[("account", "current"), ("decision", "approve")]).await;
        back.parameter("code").unwrap()
    };
    let one = code().await;
    assert_eq!(world.exchange(&one, None).await.status, StatusCode::OK);
    assert_eq!(world.exchange(&one, None).await.json()["error"], "invalid_grant");
    assert_eq!(world.exchange(&code().await, Some("wrong")).await.json()["error"], "invalid_grant");
    let late = code().await;
    world.pass(301_000);
    assert_eq!(world.exchange(&late, None).await.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let world = World::new().await;
    assert_eq!(world.post_form("/nobank/token", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/nobank/jwks").await.status, StatusCode::NOT_FOUND);
    let closed = World::with(bank::Database::Memory, false).await;
    assert_eq!(closed.get("/control/ledger").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get("/control/ledger").await.status, StatusCode::OK);
}
