//! A bank that is silent, out of reach or forgetful: unknown is never failed.

use std::time::Duration;

use domain::{payment::PaymentStatus, usage::UsageState, usage::UsageStatus, usage::event::FailureCode};

use super::{approve, ask_again, fresh, ledger_holds, link, pay, started, usage};
use crate::{
    rails::scripted::Call, rails::scripted::Trouble, testing::TestDatabase, testing::World,
    testing::on_each_database, usages::Start,
};

#[tokio::test]
async fn a_lost_answer_is_never_a_failure_and_ends_in_one_payment() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.set_first_status("ACSP", None);
        world.rail.order(Call::Submit, Trouble::LostAnswer);
        let (token, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        assert_eq!(usage(&world, &token).await.state, UsageState::Submitting);
        ask_again(&world).await;
        let usage = usage(&world, &token).await;
        assert_eq!(
            (usage.state, usage.payment.unwrap().status),
            (UsageState::PaymentCreated, PaymentStatus::Accepted)
        );
        assert_eq!(world.rail.payments().len(), 1);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_silent_bank_keeps_the_usage_started_beyond_every_deadline() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        let (token, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        world.clock.advance(Duration::from_hours(48));
        assert_eq!(world.engine.expire_usages().await.unwrap(), 0);
        ask_again(&world).await;
        assert_eq!(usage(&world, &token).await.state.status(), UsageStatus::Started);
        assert!(world.rail.advance(&world.rail.payments()[0].id, "ACSC", None));
        world.clock.advance(Duration::from_hours(1));
        ask_again(&world).await;
        assert_eq!(usage(&world, &token).await.state, UsageState::PaymentCreated);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_bank_out_of_reach_ends_the_attempt_and_frees_the_slot() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.order(Call::Authorise, Trouble::LostRequest);
        assert_eq!(world.engine.start_usage(pay(&link, "a")).await.unwrap(), Start::BankUnavailable);
        assert_eq!(fresh(&world, &link).await.slots.free(), 1);
        assert!(matches!(world.engine.start_usage(pay(&link, "a")).await.unwrap(), Start::Over { .. }));
        started(&world, &link, "b").await;
        ledger_holds(&world).await;
    })
    .await;
}

/// The answer to the order was lost, and then the bank left the list: money may have moved.
#[tokio::test]
async fn a_bank_that_left_the_list_is_no_refusal() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.set_first_status("ACSC", None);
        world.rail.order(Call::Submit, Trouble::LostAnswer);
        world.rail.order(Call::Submit, Trouble::Gone);
        let (token, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        ask_again(&world).await;
        assert_eq!(usage(&world, &token).await.state, UsageState::Submitting);
        ask_again(&world).await;
        assert_eq!(usage(&world, &token).await.state, UsageState::PaymentCreated);
        assert_eq!(world.rail.payments().len(), 1);
        ledger_holds(&world).await;
    })
    .await;
}

/// Banks let the way to them be opened for a minute or so: Pay pressed again later needs a new one.
#[tokio::test]
async fn a_way_to_the_bank_is_used_while_it_is_fresh() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    let link = link(&world, 1).await;
    let (token, _) = started(&world, &link, "a").await;
    world.clock.advance(Duration::from_secs(59));
    assert_eq!(started(&world, &link, "a").await.0, token);
    assert_eq!(world.rail.count(Call::Authorise), 1);
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(started(&world, &link, "a").await.0, token);
    assert_eq!((world.rail.count(Call::Authorise), world.rail.consents().len()), (2, 1));
}

/// The code was used up but its token lost: nothing was ordered, so the attempt may fail.
#[tokio::test]
async fn an_approval_lost_with_its_token_fails_without_a_payment() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    let link = link(&world, 1).await;
    world.rail.order(Call::Exchange, Trouble::LostAnswer);
    let (token, state) = started(&world, &link, "a").await;
    approve(&world, &state).await;
    ask_again(&world).await;
    assert_eq!(usage(&world, &token).await.failure.unwrap().code, FailureCode::ApprovalLost);
    assert_eq!(world.rail.payments().len(), 0);
    ledger_holds(&world).await;
}
