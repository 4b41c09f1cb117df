//! The customer at the authorise page.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use serde_json::json;

use crate::client::{MOUNT, World};

#[tokio::test]
async fn the_page_shows_what_is_asked_and_runs_no_script() {
    let world = World::new().await;
    let page = world.push(&world.consent("1234.50").await).await;
    let answer = world.get(&page).await;
    let html = answer.text();
    assert_eq!(answer.status, StatusCode::OK);
    for shown in ["Palm &amp; Stone", "1,234.50", "•••• 3456", "INV-1042", "Falcon Bank", "no real money"]
    {
        assert!(html.contains(shown), "{shown} is not on the page");
    }
    for account in ["current", "slow", "empty", "late_reject", "held", "flaky", "silent"] {
        assert!(html.contains(&format!("value=\"{account}\"")), "{account} is not on the page");
    }
    assert_eq!(html.matches(" checked").count(), 1);
    assert!(!html.contains("<script") && !html.contains("AE070331234567890123456"));
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("form-action 'self' https://pay.example.com;"), "{policy}");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
}

#[tokio::test]
async fn the_page_speaks_the_language_that_is_asked_for() {
    let world = World::new().await;
    let consent_id = world.consent("1234.50").await;
    let mut claims = world.request_claims(&consent_id);
    claims["ui_locales"] = json!("ar");
    let uri = world.push_claims(&claims).await.json()["request_uri"].as_str().unwrap().to_owned();
    let page = format!("/falcon/authorize?client_id=remit&request_uri={uri}");
    assert!(world.get(&page).await.text().contains(r#"<html lang="ar" dir="rtl""#));
    let french = world.get(&format!("{page}&lang=fr")).await.text();
    assert!(french.contains(r#"<html lang="fr" dir="ltr""#) && french.contains("1\u{202f}234,50&nbsp;"));
    let browser = Request::get(format!("{MOUNT}{}", world.push(&consent_id).await))
        .header("accept-language", "fr-CA,en;q=0.5")
        .body(Body::empty())
        .unwrap();
    assert!(world.send(browser).await.text().contains(r#"<html lang="fr""#));
}

#[tokio::test]
async fn declining_leads_back_and_rejects_the_consent() {
    let world = World::new().await;
    let consent_id = world.consent("150.00").await;
    let page = world.push(&consent_id).await;
    let back = world.post_form(&page, &[("account", "current"), ("decision", "decline")]).await;
    assert_eq!(back.parameter("error").as_deref(), Some("access_denied"));
    assert_eq!(back.parameter("state").as_deref(), Some("st-1"));
    assert!(back.parameter("error_description").is_some() && back.parameter("code").is_none());
    let consent =
        world.read(&format!("/domestic-payment-consents/{consent_id}"), &world.own_token().await).await;
    assert_eq!(consent.json()["Data"]["Status"], "RJCT");
    assert_eq!(consent.json()["Data"]["StatusReason"][0]["StatusReasonCode"], "CUST");
}

#[tokio::test]
async fn a_second_tap_leads_to_the_first_answer() {
    let world = World::new().await;
    let page = world.push(&world.consent("150.00").await).await;
    let first = world.post_form(&page, &[("account", "current"), ("decision", "approve")]).await;
    let second = world.post_form(&page, &[("account", "slow"), ("decision", "decline")]).await;
    assert_eq!(first.header("location"), second.header("location"));
    let again = world.get(&page).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert!(again.text().contains("data-page=\"bank-answered\""));
}

#[tokio::test]
async fn an_answer_without_an_account_shows_the_form_again() {
    let world = World::new().await;
    let page = world.push(&world.consent("150.00").await).await;
    let again = world.post_form(&page, &[("decision", "approve")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("role=\"alert\""));
    let back = world.post_form(&page, &[("account", "current"), ("decision", "approve")]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_request_must_be_opened_soon_and_lives_on_while_it_is_open() {
    let world = World::new().await;
    let (late, open) = (world.consent("150.00").await, world.consent("150.00").await);
    let (late, open) = (world.push(&late).await, world.push(&open).await);
    assert_eq!(world.get(&open).await.status, StatusCode::OK);
    world.pass(91_000);
    let expired = world.get(&late).await;
    assert_eq!(expired.status, StatusCode::GONE);
    assert!(
        expired.text().contains("data-page=\"bank-expired\"")
            && expired.text().contains("error=access_denied")
    );
    assert_eq!(world.get(&open).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_expired_consent_cannot_be_approved() {
    let world = World::new().await;
    let consent_id = world.consent("150.00").await;
    let page = world.push(&consent_id).await;
    assert_eq!(world.get(&page).await.status, StatusCode::OK);
    world.pass(15 * 60_000);
    let answer = world.post_form(&page, &[("account", "current"), ("decision", "approve")]).await;
    assert_eq!(answer.status, StatusCode::GONE);
    let consent =
        world.read(&format!("/domestic-payment-consents/{consent_id}"), &world.own_token().await).await;
    assert_eq!(consent.json()["Data"]["Status"], "RJCT");
    assert_eq!(consent.json()["Data"]["StatusReason"][0]["StatusReasonCode"], "U036");
    assert_eq!(world.push_claims(&world.request_claims(&consent_id)).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn an_unknown_request_is_a_plain_page() {
    let world = World::new().await;
    for page in ["/falcon/authorize", "/falcon/authorize?client_id=remit&request_uri=urn:x"] {
        let answer = world.get(page).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text().contains("data-page=\"bank-unknown\""));
    }
    // Another client's name on a good request is as unknown.
    let page = world.push(&world.consent("150.00").await).await;
    let other = page.replace("client_id=remit", "client_id=other");
    assert_eq!(world.get(&other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.get(&page).await.status, StatusCode::OK);
}
