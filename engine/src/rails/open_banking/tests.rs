//! What the client does with the sandbox bank beyond the contract.

use std::time::Duration;

use domain::payment::PaymentStatus;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use tokio::net::TcpListener;
use url::Url;

use super::{
    Participants, Timeouts,
    key::KeySet,
    sandbox::{Sandbox, query},
};
use crate::rails::{
    Approval, AuthorisationKeys, Rail as _, RailError,
    contract::{Account, BANK, Driver as _, Trouble, approved, assert_refused, assert_unknown, order},
    scripted::Call,
};

#[tokio::test]
async fn the_bank_keeps_state_and_language_and_the_browser_sees_neither_order_nor_verifier() {
    let sandbox = Sandbox::start().await;
    let (mut order, keys) = order();
    order.language = "ar".to_owned();
    let asked = sandbox.rail().authorise(BANK, &order, &keys).await.unwrap();
    let url = Url::parse(&asked.redirect_url).unwrap();
    let names: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    assert_eq!(names, ["client_id", "request_uri"]);
    let page = sandbox.browser.get(url).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(r#"lang="ar" dir="rtl""#), "{page}");
    let back = sandbox.answer(&asked.redirect_url, "approve", "current").await;
    assert_eq!(query(&back, "state"), keys.state);
}

#[tokio::test]
async fn the_sandbox_accounts_do_what_they_say() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    for (account, status) in [
        ("current", PaymentStatus::Settled),
        ("slow", PaymentStatus::Pending),
        ("held", PaymentStatus::Held),
        ("late_reject", PaymentStatus::Accepted),
    ] {
        let (order, keys) = order();
        let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
        let code = sandbox.approve_from(&asked.redirect_url, account).await;
        let token = rail.exchange(BANK, &asked.consent_id, &code, &keys).await.unwrap();
        let approval = Approval { consent_id: asked.consent_id, token };
        let payment = rail.submit(BANK, &order, &approval, &keys).await.unwrap();
        let now = rail.status(BANK, &payment.id).await.unwrap();
        assert_eq!(now.status, status, "{account}");
    }
}

#[tokio::test]
async fn after_the_flaky_account_lost_its_answer_the_payment_is_found() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    let (order, keys) = order();
    let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
    let code = sandbox.approve_from(&asked.redirect_url, "flaky").await;
    let token = rail.exchange(BANK, &asked.consent_id, &code, &keys).await.unwrap();
    let approval = Approval { consent_id: asked.consent_id, token };
    assert_unknown(rail.submit(BANK, &order, &approval, &keys).await);
    // Another server, after a crash, with nothing but what was persisted.
    let payment = sandbox.rail().submit(BANK, &order, &approval, &keys).await.unwrap();
    assert_eq!(rail.status(BANK, &payment.id).await.unwrap().status, PaymentStatus::Settled);
    assert_eq!(sandbox.counts().await, (1, 1));
}

#[tokio::test]
async fn a_refusal_is_not_believed_once_the_consent_was_used() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    let (order, keys, mut approval) = approved(&rail, &sandbox, Account::Full).await;
    sandbox.order(Call::Submit, Trouble::LostAnswer).await;
    assert_unknown(rail.submit(BANK, &order, &approval, &keys).await);
    approval.token = SecretString::from("a token that the bank no longer takes");
    assert_unknown(rail.submit(BANK, &order, &approval, &keys).await);
}

#[tokio::test]
async fn an_unused_consent_with_a_wrong_token_is_refused() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    let (order, keys, mut approval) = approved(&rail, &sandbox, Account::Full).await;
    approval.token = SecretString::from("a token that the bank never gave");
    assert_refused(rail.submit(BANK, &order, &approval, &keys).await);
}

#[tokio::test]
async fn an_approval_of_something_else_is_refused() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    for wrong_nonce in [true, false] {
        let (order, keys) = order();
        let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
        let code = sandbox.approve(&asked.redirect_url, Account::Full).await;
        let (nonce, consent) = if wrong_nonce {
            ("another nonce".to_owned(), asked.consent_id)
        } else {
            (keys.nonce.clone(), "another consent".to_owned())
        };
        let keys = AuthorisationKeys { nonce, ..keys };
        let answer = rail.exchange(BANK, &consent, &code, &keys).await;
        let code = match answer {
            Err(RailError::Refused { code, .. }) => code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code, "invalid_id_token");
    }
}

#[tokio::test]
async fn a_token_the_bank_no_longer_takes_is_replaced() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    let peer = rail.directory.peer(&rail.us, BANK).await.unwrap();
    let stale = async { Ok((SecretString::from("stale"), Duration::from_hours(1))) };
    peer.token.get(rail.us.make.now(), stale).await.unwrap();
    let (order, keys) = order();
    rail.authorise(BANK, &order, &keys).await.unwrap();
}

#[tokio::test]
async fn our_token_is_kept_until_shortly_before_its_end() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    let session = rail.session(BANK).await.unwrap();
    let first = session.client_token().await.unwrap();
    sandbox.pass(Duration::from_hours(23));
    let same = session.client_token().await.unwrap();
    assert_eq!(first.expose_secret(), same.expose_secret());
    sandbox.pass(Duration::from_mins(59) + Duration::from_secs(30));
    let next = session.client_token().await.unwrap();
    assert_ne!(first.expose_secret(), next.expose_secret());
}

#[tokio::test]
async fn a_key_that_the_bank_published_lately_is_fetched() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail();
    let peer = rail.directory.peer(&rail.us, BANK).await.unwrap();
    peer.keep_keys(KeySet::read(&json!({})), rail.us.make.now()).await;
    let (order, keys) = order();
    assert_unknown(rail.authorise(BANK, &order, &keys).await);
    sandbox.pass(Duration::from_secs(10));
    rail.authorise(BANK, &order, &keys).await.unwrap();
}

#[tokio::test]
async fn a_bank_that_does_not_answer_in_time_leaves_it_open() {
    let sandbox = Sandbox::start().await;
    let rail = sandbox.rail_with(Timeouts { call: Duration::from_secs(1), ..Timeouts::default() });
    let (order, keys, approval) = approved(&sandbox.rail(), &sandbox, Account::Full).await;
    sandbox.fault("payment_create", "timeout").await;
    assert_unknown(rail.submit(BANK, &order, &approval, &keys).await);
}

#[tokio::test]
async fn a_bank_that_is_not_there_is_not_known_and_an_old_list_is_still_shown() {
    let sandbox = Sandbox::start().await;
    let mut rail = sandbox.rail();
    assert_eq!(rail.banks().await.unwrap().len(), 3);
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let nowhere = Participants::At(Url::parse(&format!("http://{free}/participants")).unwrap());
    rail.us.config.participants = nowhere.clone();
    sandbox.pass(Duration::from_hours(1));
    assert_eq!(rail.banks().await.unwrap().len(), 3);
    let mut fresh = sandbox.rail();
    fresh.us.config.participants = nowhere;
    assert_unknown(fresh.banks().await);
}
