//! One customer, more than one attempt.

use std::time::Duration;

use domain::{Refusal, usage::UsageState, usage::event::FailureCode};

use super::{approve, ask_again, come_back, fresh, ledger_holds, link, pay, started, usage};
use crate::{
    rails::scripted::Call, rails::scripted::Trouble, testing::TestDatabase, testing::World,
    testing::on_each_database, usages::BankOutcome, usages::BankReturn, usages::Start, usages::StartUsage,
};

/// Back from the bank's page, another bank, Pay: also on the last place of a link.
#[tokio::test]
async fn another_bank_replaces_the_attempt_and_takes_its_slot() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        world.rail.set_first_status("ACSC", None);
        let link = link(&world, 1).await;
        let (first, first_state) = started(&world, &link, "a").await;
        let mut other = pay(&link, "a");
        other.bank = "dune".to_owned();
        let Start::Redirect { token, .. } = world.engine.start_usage(other).await.unwrap() else {
            panic!("expected a redirect");
        };
        assert_ne!(token, first);
        assert_eq!(usage(&world, &first).await.failure.unwrap().code, FailureCode::Replaced);
        // The first bank's approval comes too late to move money.
        approve(&world, &first_state).await;
        assert_eq!(world.rail.payments().len(), 0);
        assert_eq!(usage(&world, &token).await.state, UsageState::AwaitingCustomer);
        ledger_holds(&world).await;
    })
    .await;
}

/// The search looks at what the customer entered, not at how it is kept.
#[tokio::test]
async fn an_attempt_that_waits_makes_way_for_the_one_that_goes_on_from_it() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        let (first, state) = started(&world, &link, "a").await;
        let going_on = |attempt: &str, bank: &str| StartUsage {
            bank: bank.to_owned(),
            earlier: Some(first.clone()),
            ..pay(&link, attempt)
        };
        // The same details: it is taken up, though the page and so the attempt is another.
        let same = world.engine.start_usage(going_on("b", "falcon")).await.unwrap();
        assert!(matches!(&same, Start::Redirect { token, .. } if *token == first), "{same:?}");
        // Another bank: its own place is what the link, now full, gives it.
        let other = world.engine.start_usage(going_on("c", "dune")).await.unwrap();
        let Start::Redirect { token: second, .. } = other else { panic!("{other:?}") };
        assert_ne!(second, first);
        let replaced = usage(&world, &first).await;
        assert_eq!(replaced.failure.unwrap().code, FailureCode::Replaced);
        assert_eq!(fresh(&world, &link).await.slots.started, 1);
        // What came to nothing is not gone on from, and the bank no longer hears of it.
        let code = world.rail.approve(&state).unwrap();
        come_back(&world, &state, &code).await;
        assert_eq!(world.rail.payments().len(), 0);
        let late = world.engine.start_usage(going_on("d", "falcon")).await.unwrap();
        assert!(matches!(late, Start::Refused { refusal: Refusal::LinkFull, .. }), "{late:?}");
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn an_attempt_that_was_approved_is_never_replaced() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let (link, other) = (link(&world, 5).await, link(&world, 5).await);
        let (first, state) = started(&world, &link, "a").await;
        let elsewhere = StartUsage { earlier: Some(first.clone()), ..pay(&other, "b") };
        let elsewhere = world.engine.start_usage(elsewhere).await.unwrap();
        assert!(matches!(&elsewhere, Start::Redirect { token, .. } if *token != first), "{elsewhere:?}");
        approve(&world, &state).await;
        let again = StartUsage { bank: "dune".to_owned(), earlier: Some(first.clone()), ..pay(&link, "c") };
        assert_eq!(world.engine.start_usage(again).await.unwrap(), Start::Over { token: first.clone() });
        assert_eq!(usage(&world, &first).await.failure, None);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_number_that_has_paid_is_asked_before_it_pays_again() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let (link, other) = (link(&world, 9).await, link(&world, 9).await);
        world.rail.set_first_status("ACSC", None);
        let (token, state) = started(&world, &link, "a").await;
        // Started is not paid.
        let (_, declined) = started(&world, &link, "b").await;
        let error = world.rail.decline(&declined).unwrap();
        let outcome = BankOutcome::Declined { error };
        world.engine.return_from_bank(BankReturn { state: declined, outcome }).await.unwrap();
        approve(&world, &state).await;
        let start = |start| world.engine.start_usage(start);
        assert_eq!(start(pay(&link, "c")).await.unwrap(), Start::PaidBefore);
        assert_eq!(fresh(&world, &link).await.slots.started, 0);
        // Pay sent twice is no second payment, and needs no question.
        assert_eq!(start(pay(&link, "a")).await.unwrap(), Start::Over { token });
        let somebody =
            StartUsage { values: vec![("phone".to_owned(), "+971501234568".to_owned())], ..pay(&link, "d") };
        assert!(matches!(start(somebody).await.unwrap(), Start::Redirect { .. }));
        assert!(matches!(start(pay(&other, "e")).await.unwrap(), Start::Redirect { .. }));
        let again = StartUsage { again: true, ..pay(&link, "c") };
        assert!(matches!(start(again).await.unwrap(), Start::Redirect { .. }));
        ledger_holds(&world).await;
    })
    .await;
}

/// Silence is no answer: the payment may have been made.
#[tokio::test]
async fn a_number_whose_payment_is_being_checked_is_asked_before_it_pays_again() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 9).await;
        let (token, state) = started(&world, &link, "a").await;
        world.rail.order(Call::Submit, Trouble::LostAnswer);
        approve(&world, &state).await;
        assert_eq!(usage(&world, &token).await.state, UsageState::Submitting);
        assert_eq!(world.engine.start_usage(pay(&link, "b")).await.unwrap(), Start::PaidBefore);
        let again = StartUsage { again: true, ..pay(&link, "b") };
        assert!(matches!(world.engine.start_usage(again).await.unwrap(), Start::Redirect { .. }));
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_payment_that_was_taken_back_is_no_payment_to_ask_about() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    let link = link(&world, 5).await;
    world.rail.set_first_status("ACSP", None);
    let (token, state) = started(&world, &link, "a").await;
    approve(&world, &state).await;
    assert_eq!(world.engine.start_usage(pay(&link, "b")).await.unwrap(), Start::PaidBefore);
    let payment = world.rail.payments()[0].id.clone();
    world.rail.advance(&payment, "RJCT", None);
    ask_again(&world).await;
    assert_eq!(usage(&world, &token).await.state, UsageState::Reversed);
    let again = world.engine.start_usage(pay(&link, "b")).await.unwrap();
    assert!(matches!(again, Start::Redirect { .. }), "{again:?}");
}

#[tokio::test]
async fn who_left_the_bank_finds_the_way_back_even_when_it_is_away_for_a_moment() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    let link = link(&world, 1).await;
    let (token, _) = started(&world, &link, "a").await;
    world.clock.advance(Duration::from_mins(5));
    world.rail.order(Call::Authorise, Trouble::LostRequest);
    assert_eq!(world.engine.back_to_bank(&token).await.unwrap(), Start::BankUnavailable);
    assert_eq!(usage(&world, &token).await.state, UsageState::AwaitingCustomer);
    let back = world.engine.back_to_bank(&token).await.unwrap();
    assert!(matches!(&back, Start::Redirect { token: same, .. } if *same == token), "{back:?}");
    world.clock.advance(Duration::from_mins(11));
    assert_eq!(world.engine.back_to_bank(&token).await.unwrap(), Start::Over { token: token.clone() });
    assert_eq!(usage(&world, &token).await.state, UsageState::Expired);
    assert_eq!(world.engine.back_to_bank("nothing").await.unwrap(), Start::NotFound);
    ledger_holds(&world).await;
}
