//! What every rail must do: the promises are in `tests`, run against the scripted rail and against the
//! real client with the sandbox bank in the test process. Here is what they need of either.

use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use domain::{Money, destination::Scheme};
use secrecy::SecretString;

use super::{Approval, AuthorisationKeys, Creditor, Order, Rail, RailError, scripted::Call};

mod tests;

/// The account a customer pays from. A payment from either stays pending until told otherwise.
#[derive(Clone, Copy)]
pub(super) enum Account {
    Full,
    Empty,
}

/// What goes wrong with the next call.
#[derive(Clone, Copy)]
pub(super) enum Trouble {
    LostRequest,
    LostAnswer,
    WrongSignature,
    Throttled,
}

/// The bank's and the customer's side of a rail.
#[async_trait]
pub(super) trait Driver: Send + Sync {
    /// The customer approves: the code that the browser brings back.
    async fn approve(&self, redirect_url: &str, account: Account) -> String;

    /// The customer declines: the error that the browser brings back.
    async fn decline(&self, redirect_url: &str) -> String;

    /// The bank moves a payment on.
    async fn advance(&self, payment: &str, status: &str, reason: Option<&str>);

    async fn order(&self, call: Call, trouble: Trouble);

    /// How many consents and payments there are at the bank.
    async fn counts(&self) -> (usize, usize);
}

pub(super) const BANK: &str = "falcon";

/// An order and its keys, different from all others of this process.
pub(super) fn order() -> (Order, AuthorisationKeys) {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let order = Order {
        instruction: format!("instruction-{number}"),
        end_to_end: format!("end-{number}"),
        money: Money::parse("150.00", "AED".parse().unwrap()).unwrap(),
        reference: "INV-1042".to_owned(),
        creditor: Creditor {
            name: "Palm & Stone".to_owned(),
            scheme: Scheme::Iban,
            identification: "AE070331234567890123456".to_owned(),
        },
        language: "en".to_owned(),
    };
    let keys = AuthorisationKeys {
        state: format!("state-{number}"),
        nonce: format!("nonce-{number}"),
        verifier: SecretString::from(format!("verifier-with-at-least-forty-three-letters-{number}")),
        consent_key: format!("consent-key-{number}"),
        payment_key: format!("payment-key-{number}"),
    };
    (order, keys)
}

/// An order that a customer has approved.
pub(super) async fn approved(
    rail: &dyn Rail,
    driver: &dyn Driver,
    account: Account,
) -> (Order, AuthorisationKeys, Approval) {
    let (order, keys) = order();
    let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
    let code = driver.approve(&asked.redirect_url, account).await;
    let token = rail.exchange(BANK, &asked.consent_id, &code, &keys).await.unwrap();
    (order, keys, Approval { consent_id: asked.consent_id, token })
}

#[track_caller]
pub(super) fn assert_refused<T: std::fmt::Debug>(answer: Result<T, RailError>) {
    assert!(matches!(answer, Err(RailError::Refused { .. })), "{answer:?}");
}

#[track_caller]
pub(super) fn assert_unknown<T: std::fmt::Debug>(answer: Result<T, RailError>) {
    assert!(matches!(answer, Err(RailError::Unknown(_))), "{answer:?}");
}
