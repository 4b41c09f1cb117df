//! How an attempt ends, by what the customer does and the bank says.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::{
    Refusal, identifier::ValueError, link::LinkStatus, link::SettableStatus, payment::PaymentStatus,
    usage::UsageState, usage::UsageStatus, usage::event::FailureCode,
};

use super::{approve, ask_again, fresh, ledger_holds, link, pay, started, usage};
use crate::{
    links::LinkEdit, rails::scripted::Call, store, testing::TestDatabase, testing::World,
    testing::on_each_database, usages::BankOutcome, usages::BankReturn, usages::Start,
};

#[tokio::test]
async fn an_approved_payment_completes_its_slot_and_tells_of_it() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.set_first_status("ACSC", None);
        let (token, state) = started(&world, &link, "a").await;
        assert_eq!(fresh(&world, &link).await.slots.started, 1);
        approve(&world, &state).await;
        let usage = usage(&world, &token).await;
        assert_eq!(usage.state, UsageState::PaymentCreated);
        assert_eq!(usage.payment.unwrap().status, PaymentStatus::Settled);
        assert_eq!(usage.collected[0].value.as_deref(), Some("+971501234567"));
        let link = fresh(&world, &link).await;
        assert_eq!((link.slots.started, link.slots.completed), (0, 1));
        assert_eq!(link.status(world.engine.now()), LinkStatus::Used);
        let mut connection = database.db.read().await.unwrap();
        let counted: BTreeMap<_, _> =
            store::events::count_of_link(&mut connection, link.id).await.unwrap().into_iter().collect();
        let expected = [
            "payment.created",
            "payment.updated",
            "payment_link.created",
            "payment_link.used",
            "usage.payment_created",
            "usage.started",
        ];
        assert_eq!(counted, expected.into_iter().map(|kind| (kind.to_owned(), 1)).collect());
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_declined_attempt_frees_its_slot_and_says_why() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        let (token, state) = started(&world, &link, "a").await;
        let error = world.rail.decline(&state).unwrap();
        for _ in 0..2 {
            let back =
                BankReturn { state: state.clone(), outcome: BankOutcome::Declined { error: error.clone() } };
            assert_eq!(world.engine.return_from_bank(back).await.unwrap(), Some(token.clone()));
        }
        let usage = usage(&world, &token).await;
        assert_eq!(usage.failure.unwrap().code, FailureCode::Declined);
        assert_eq!(usage.payment, None);
        assert_eq!(fresh(&world, &link).await.slots.free(), 1);
        started(&world, &link, "b").await;
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn without_funds_no_order_is_sent() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.set_funds(false);
        let (token, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        assert_eq!(usage(&world, &token).await.failure.unwrap().code, FailureCode::InsufficientFunds);
        assert_eq!(world.rail.count(Call::Submit), 0);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_late_rejection_reverses_the_payment_and_keeps_the_status() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.set_first_status("ACSP", None);
        let (token, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        assert!(world.rail.advance(&world.rail.payments()[0].id, "RJCT", Some("AC04")));
        ask_again(&world).await;
        let usage = usage(&world, &token).await;
        assert_eq!(usage.state.status(), UsageStatus::PaymentCreated);
        assert!(usage.reversed_at.is_some());
        assert_eq!(usage.payment.unwrap().status, PaymentStatus::Rejected);
        assert_eq!(fresh(&world, &link).await.slots.completed, 1);
        ledger_holds(&world).await;
    })
    .await;
}

/// Held for two days, then released: it is asked about from then on as any accepted payment is.
#[tokio::test]
async fn a_payment_held_for_days_is_followed_to_its_end() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.set_first_status("PDNG", None);
        let (token, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        for (days, bank_status, status) in [
            (2, "PDNG", UsageStatus::Started),
            (0, "ACSP", UsageStatus::PaymentCreated),
            (0, "ACSC", UsageStatus::PaymentCreated),
        ] {
            world.clock.advance(Duration::from_hours(24 * days + 1));
            assert!(world.rail.advance(&world.rail.payments()[0].id, bank_status, None));
            ask_again(&world).await;
            assert_eq!(usage(&world, &token).await.state.status(), status, "{bank_status}");
        }
        assert_eq!(usage(&world, &token).await.payment.unwrap().status, PaymentStatus::Settled);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_usage_started_before_the_link_was_disabled_may_finish() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 5).await;
        world.rail.set_first_status("ACSC", None);
        let (token, state) = started(&world, &link, "a").await;
        let disable = LinkEdit { status: Some(SettableStatus::Disabled), ..LinkEdit::default() };
        world.engine.edit_link(&world.actor, link.id, disable).await.unwrap();
        let refused = world.engine.start_usage(pay(&link, "b")).await.unwrap();
        assert_eq!(refused, Start::Refused { refusal: Refusal::LinkDisabled, until: None });
        approve(&world, &state).await;
        assert_eq!(usage(&world, &token).await.state, UsageState::PaymentCreated);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn bad_values_name_every_field_and_keep_nothing() {
    let database = TestDatabase::sqlite().await;
    let world = World::new(&database).await;
    let link = link(&world, 1).await;
    let mut bad = pay(&link, "a");
    bad.values =
        vec![("phone".to_owned(), "+971 50 abc".to_owned()), ("email".to_owned(), "lina".to_owned())];
    let errors =
        vec![("phone".to_owned(), ValueError::PhoneLetters), ("email".to_owned(), ValueError::Email)];
    assert_eq!(world.engine.start_usage(bad).await.unwrap(), Start::Invalid(errors));
    let mut unknown = pay(&link, "a");
    unknown.values = vec![("phone".to_owned(), "+971 00 000 0000".to_owned())];
    let errors = vec![("phone".to_owned(), ValueError::PhoneUnknown)];
    assert_eq!(world.engine.start_usage(unknown).await.unwrap(), Start::Invalid(errors));
    assert_eq!(fresh(&world, &link).await.slots.started, 0);
    started(&world, &link, "a").await;
}
