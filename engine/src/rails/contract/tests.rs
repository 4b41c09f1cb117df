//! The promises of a rail, one function each.

use async_trait::async_trait;
use domain::{Money, payment::PaymentStatus};
use secrecy::{ExposeSecret as _, SecretString};

use super::{Account, BANK, Driver, Trouble, approved, assert_refused, assert_unknown, order};
use crate::rails::{
    AuthorisationKeys, Rail, RailError, RailPayment,
    open_banking::sandbox::Sandbox,
    scripted::{self, Call, ScriptedRail},
};

#[async_trait]
impl Driver for ScriptedRail {
    async fn approve(&self, redirect_url: &str, account: Account) -> String {
        self.set_funds(matches!(account, Account::Full));
        Self::approve(self, state_of(redirect_url)).expect("a consent waits under this state")
    }

    async fn decline(&self, redirect_url: &str) -> String {
        Self::decline(self, state_of(redirect_url)).expect("a consent waits under this state")
    }

    async fn advance(&self, payment: &str, status: &str, reason: Option<&str>) {
        assert!(Self::advance(self, payment, status, reason));
    }

    async fn order(&self, call: Call, trouble: Trouble) {
        let trouble = match trouble {
            Trouble::LostRequest => scripted::Trouble::LostRequest,
            // Without a wire there is no signature: what counts is that the answer is not believed.
            Trouble::LostAnswer | Trouble::WrongSignature => scripted::Trouble::LostAnswer,
            Trouble::Throttled => scripted::Trouble::Throttled { seconds: 1 },
        };
        Self::order(self, call, trouble);
    }

    async fn counts(&self) -> (usize, usize) {
        (self.consents().len(), self.payments().len())
    }
}

fn state_of(redirect_url: &str) -> &str {
    redirect_url.rsplit_once("state=").expect("the URL carries the state").1
}

async fn paid(rail: &dyn Rail, driver: &dyn Driver) -> RailPayment {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    rail.submit(BANK, &order, &approval, &keys).await.unwrap()
}

async fn an_approved_payment_is_accepted_and_settles(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    assert_eq!(rail.confirm_funds(BANK, &approval).await, Ok(true));
    let payment = rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    assert_eq!((payment.status, payment.bank_status.as_str()), (PaymentStatus::Pending, "RCVD"));
    for (word, status) in [("ACSP", PaymentStatus::Accepted), ("ACSC", PaymentStatus::Settled)] {
        driver.advance(&payment.id, word, None).await;
        let now = rail.status(BANK, &payment.id).await.unwrap();
        assert_eq!((now.id, now.status, now.bank_status.as_str()), (payment.id.clone(), status, word));
    }
}

async fn banks_have_ids_and_names(rail: &dyn Rail, _: &dyn Driver) {
    let banks = rail.banks().await.unwrap();
    assert!(banks.len() > 1 && banks.iter().any(|bank| bank.id == BANK));
    assert!(banks.iter().all(|bank| !bank.names.en.is_empty() && !bank.names.ar.is_empty()));
}

async fn a_declined_consent_gives_no_token(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys) = order();
    let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
    assert_eq!(driver.decline(&asked.redirect_url).await, "access_denied");
    assert_refused(rail.exchange(BANK, &asked.consent_id, "made-up", &keys).await);
    assert_eq!(driver.counts().await, (1, 0));
}

async fn an_empty_account_has_no_funds_and_its_payment_is_rejected(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Empty).await;
    assert_eq!(rail.confirm_funds(BANK, &approval).await, Ok(false));
    let payment = rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    assert_eq!((payment.status, payment.reason.as_deref()), (PaymentStatus::Rejected, Some("AM04")));
}

async fn a_repeated_authorise_stages_one_consent(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys) = order();
    let first = rail.authorise(BANK, &order, &keys).await.unwrap();
    let second = rail.authorise(BANK, &order, &keys).await.unwrap();
    assert_eq!(first.consent_id, second.consent_id);
    assert_eq!(driver.counts().await, (1, 0));
    let code = driver.approve(&second.redirect_url, Account::Full).await;
    assert!(rail.exchange(BANK, &second.consent_id, &code, &keys).await.is_ok());
}

async fn a_repeated_submit_makes_one_payment(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    let first = rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    driver.advance(&first.id, "ACSP", None).await;
    let second = rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    assert_eq!((second.id, second.status), (first.id, PaymentStatus::Accepted), "the payment as it is now");
    assert_eq!(driver.counts().await, (1, 1));
}

async fn submits_at_the_same_time_make_one_payment(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    let submit = || rail.submit(BANK, &order, &approval, &keys);
    let (a, b, c) = tokio::join!(submit(), submit(), submit());
    let id = a.unwrap().id;
    assert_eq!((b.unwrap().id, c.unwrap().id), (id.clone(), id));
    assert_eq!(driver.counts().await, (1, 1));
}

async fn another_key_makes_no_second_payment_of_a_consent(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    let other = AuthorisationKeys { payment_key: "another-key".to_owned(), ..keys };
    assert!(rail.submit(BANK, &order, &approval, &other).await.is_err());
    assert_eq!(driver.counts().await, (1, 1));
}

async fn an_order_that_differs_from_its_consent_is_refused(rail: &dyn Rail, driver: &dyn Driver) {
    let (mut order, keys, approval) = approved(rail, driver, Account::Full).await;
    order.money = Money::parse("150.01", order.money.currency()).unwrap();
    assert_refused(rail.submit(BANK, &order, &approval, &keys).await);
    assert_eq!(driver.counts().await, (1, 0));
}

async fn after_a_lost_answer_the_same_authorise_finds_the_consent(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys) = order();
    driver.order(Call::Authorise, Trouble::LostAnswer).await;
    assert_unknown(rail.authorise(BANK, &order, &keys).await);
    rail.authorise(BANK, &order, &keys).await.unwrap();
    assert_eq!(driver.counts().await, (1, 0));
}

async fn after_a_lost_answer_the_same_submit_finds_the_payment(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    driver.order(Call::Submit, Trouble::LostAnswer).await;
    assert_unknown(rail.submit(BANK, &order, &approval, &keys).await);
    assert_eq!(driver.counts().await, (1, 1));
    let payment = rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    assert_eq!(payment.status, PaymentStatus::Pending);
    assert_eq!(driver.counts().await, (1, 1));
}

async fn after_a_lost_request_the_same_submit_makes_the_payment(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    driver.order(Call::Submit, Trouble::LostRequest).await;
    assert_unknown(rail.submit(BANK, &order, &approval, &keys).await);
    assert_eq!(driver.counts().await, (1, 0));
    rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    assert_eq!(driver.counts().await, (1, 1));
}

async fn an_answer_with_a_wrong_signature_is_not_believed(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    driver.order(Call::ConfirmFunds, Trouble::WrongSignature).await;
    assert_unknown(rail.confirm_funds(BANK, &approval).await);
    driver.order(Call::Submit, Trouble::WrongSignature).await;
    assert_unknown(rail.submit(BANK, &order, &approval, &keys).await);
    let payment = rail.submit(BANK, &order, &approval, &keys).await.unwrap();
    driver.order(Call::Status, Trouble::WrongSignature).await;
    assert_unknown(rail.status(BANK, &payment.id).await);
    assert_eq!(rail.status(BANK, &payment.id).await.unwrap().id, payment.id);
    assert_eq!(driver.counts().await, (1, 1));
}

async fn a_token_with_a_wrong_signature_is_not_believed(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys) = order();
    let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
    let code = driver.approve(&asked.redirect_url, Account::Full).await;
    driver.order(Call::Exchange, Trouble::WrongSignature).await;
    assert_unknown(rail.exchange(BANK, &asked.consent_id, &code, &keys).await);
}

async fn a_bank_that_asks_for_patience_has_done_nothing(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys, approval) = approved(rail, driver, Account::Full).await;
    driver.order(Call::Submit, Trouble::Throttled).await;
    let answer = rail.submit(BANK, &order, &approval, &keys).await;
    assert_eq!(answer, Err(RailError::Throttled { seconds: 1 }));
    assert_eq!(driver.counts().await, (1, 0));
    assert!(rail.submit(BANK, &order, &approval, &keys).await.is_ok());
}

async fn a_code_works_once_and_only_with_its_verifier(rail: &dyn Rail, driver: &dyn Driver) {
    let (order, keys) = order();
    let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
    let code = driver.approve(&asked.redirect_url, Account::Full).await;
    let token = rail.exchange(BANK, &asked.consent_id, &code, &keys).await.unwrap();
    assert!(!token.expose_secret().is_empty());
    assert_refused(rail.exchange(BANK, &asked.consent_id, &code, &keys).await);

    let (order, keys) = super::order();
    let asked = rail.authorise(BANK, &order, &keys).await.unwrap();
    let code = driver.approve(&asked.redirect_url, Account::Full).await;
    let verifier = SecretString::from("a-verifier-of-another-browser-with-many-letters");
    let stolen = AuthorisationKeys { verifier, ..keys };
    assert_refused(rail.exchange(BANK, &asked.consent_id, &code, &stolen).await);
}

async fn an_accepted_payment_may_still_be_rejected(rail: &dyn Rail, driver: &dyn Driver) {
    let payment = paid(rail, driver).await;
    driver.advance(&payment.id, "ACSP", None).await;
    driver.advance(&payment.id, "RJCT", Some("AC04")).await;
    let now = rail.status(BANK, &payment.id).await.unwrap();
    assert_eq!((now.status, now.reason.as_deref()), (PaymentStatus::Rejected, Some("AC04")));
}

async fn a_held_payment_may_settle(rail: &dyn Rail, driver: &dyn Driver) {
    let payment = paid(rail, driver).await;
    for (word, status) in [("ACWP", PaymentStatus::Held), ("ACCC", PaymentStatus::Settled)] {
        driver.advance(&payment.id, word, None).await;
        assert_eq!(rail.status(BANK, &payment.id).await.unwrap().status, status);
    }
}

async fn a_silent_payment_stays_pending(rail: &dyn Rail, driver: &dyn Driver) {
    let payment = paid(rail, driver).await;
    for _ in 0..3 {
        let now = rail.status(BANK, &payment.id).await.unwrap();
        assert_eq!(now.status, PaymentStatus::Pending);
    }
}

async fn an_unknown_payment_is_refused(rail: &dyn Rail, _: &dyn Driver) {
    assert_refused(rail.status(BANK, "7d8f3c52-0000-4000-8000-000000000000").await);
}

async fn an_unknown_bank_is_named_so(rail: &dyn Rail, _: &dyn Driver) {
    let (order, keys) = order();
    assert_eq!(rail.authorise("nowhere", &order, &keys).await, Err(RailError::NoSuchBank));
    assert_eq!(rail.status("nowhere", "p").await, Err(RailError::NoSuchBank));
}

/// Runs each promise against each rail, as a test of its own.
macro_rules! promises {
    ($($promise:ident),* $(,)?) => {
        mod scripted_rail {
            $(#[tokio::test]
            async fn $promise() {
                let rail = super::ScriptedRail::new();
                super::$promise(&rail, &rail).await;
            })*
        }
        mod open_banking_rail {
            $(#[tokio::test]
            async fn $promise() {
                let sandbox = super::Sandbox::start().await;
                super::$promise(&sandbox.rail(), &sandbox).await;
            })*
        }
    };
}

promises!(
    an_approved_payment_is_accepted_and_settles,
    banks_have_ids_and_names,
    a_declined_consent_gives_no_token,
    an_empty_account_has_no_funds_and_its_payment_is_rejected,
    a_repeated_authorise_stages_one_consent,
    a_repeated_submit_makes_one_payment,
    submits_at_the_same_time_make_one_payment,
    another_key_makes_no_second_payment_of_a_consent,
    an_order_that_differs_from_its_consent_is_refused,
    after_a_lost_answer_the_same_authorise_finds_the_consent,
    after_a_lost_answer_the_same_submit_finds_the_payment,
    after_a_lost_request_the_same_submit_makes_the_payment,
    an_answer_with_a_wrong_signature_is_not_believed,
    a_token_with_a_wrong_signature_is_not_believed,
    a_bank_that_asks_for_patience_has_done_nothing,
    a_code_works_once_and_only_with_its_verifier,
    an_accepted_payment_may_still_be_rejected,
    a_held_payment_may_settle,
    a_silent_payment_stays_pending,
    an_unknown_payment_is_refused,
    an_unknown_bank_is_named_so,
);
