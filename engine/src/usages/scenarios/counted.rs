//! What is found, counted and checked afterwards.

use std::time::Duration;

use domain::{Timestamp, payment::PaymentStatus, usage::UsageState, usage::event::FailureCode};

use super::{approve, ask_again, ledger_holds, link, pay, started, usage};
use crate::{
    page::PageRequest, testing::TestDatabase, testing::World, testing::on_each_database, usages::BankOutcome,
    usages::BankReturn, usages::StartUsage, usages::UsageFilter,
};

#[tokio::test]
async fn usages_are_found_by_what_was_entered() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        started(&world, &link, "a").await;
        for (text, expected) in
            [("9999", 0), ("97150", 1), ("٥٠", 1), ("phone", 0), ("mobile", 0), ("value", 0), ("\"", 0)]
        {
            let filter = UsageFilter { q: Some(text.to_owned()), ..UsageFilter::default() };
            let found =
                world.engine.list_usages(&world.actor, link.id, &filter, &PageRequest::default()).await;
            assert_eq!(found.unwrap().items.len(), expected, "{text}");
        }
    })
    .await;
}

/// The negative controls of the ledger: each lie must be noticed, and called by its name.
#[tokio::test]
async fn the_ledger_notices_every_contradiction() {
    for (lie, noticed) in [
        ("UPDATE links SET started = started + 1", "links.slots"),
        ("UPDATE links SET used_at = 1", "links.used_at"),
        ("UPDATE usages SET state = 'failed' WHERE state = 'payment_created'", "usages.payment"),
        ("UPDATE payments SET status = 'REJECTED'", "usages.payment"),
        ("UPDATE usages SET state = 'reversed' WHERE state = 'payment_created'", "usages.payment"),
        ("DELETE FROM payments", "usages.payment"),
        ("UPDATE usages SET state = 'submitting'", "usages.authorisation"),
        ("DELETE FROM authorisations", "usages.authorisation"),
        ("UPDATE usages SET payment_status = 'HELD'", "usages.payment_status"),
        ("DELETE FROM events WHERE type = 'usage.started'", "usages.events"),
        ("DELETE FROM events WHERE type = 'usage.payment_created'", "usages.events"),
    ] {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let link = link(&world, 5).await;
        world.rail.set_first_status("ACSC", None);
        let (_, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        ledger_holds(&world).await;
        let tell = database.db.write(move |tx| {
            Box::pin(async move {
                sqlx::query::<sqlx::Any>(lie).execute(tx).await?;
                Ok(())
            })
        });
        tell.await.unwrap();
        let differences = world.engine.recount().await.unwrap();
        assert!(differences.iter().any(|difference| difference.what == noticed), "{lie}: {differences:?}");
    }
}

#[tokio::test]
async fn results_count_every_attempt_once_by_how_it_ended() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 10).await;
        world.rail.set_first_status("ACSC", None);
        for attempt in ["a", "b"] {
            let (_, state) = started(&world, &link, attempt).await;
            approve(&world, &state).await;
            world.clock.advance(Duration::from_hours(24));
        }
        // Declined; begun anew with another bank and left; under way.
        let (_, state) = started(&world, &link, "c").await;
        let declined =
            BankReturn { state, outcome: BankOutcome::Declined { error: "access_denied".to_owned() } };
        world.engine.return_from_bank(declined).await.unwrap();
        started(&world, &link, "d").await;
        let other = StartUsage { bank: "dune".to_owned(), again: true, ..pay(&link, "d") };
        world.engine.start_usage(other).await.unwrap();
        world.clock.advance(Duration::from_mins(20));
        world.engine.expire_usages().await.unwrap();
        started(&world, &link, "e").await;

        let results = world.engine.link_results(&world.actor, link.id).await.unwrap();
        assert_eq!((results.started, results.under_way, results.ended()), (5, 1, 4));
        assert_eq!((results.paid, results.reversed, results.expired), (2, 0, 1));
        assert_eq!(results.failed, [(FailureCode::Declined, 1)]);
        assert_eq!(results.collected, 30_000);
        let first = Timestamp::from_millis(1_780_304_400_000);
        assert_eq!(results.recent, [(first, 1), (first.plus_millis(86_400_000), 1)]);

        world.clock.advance(Duration::from_hours(31 * 24));
        let later = world.engine.link_results(&world.actor, link.id).await.unwrap();
        assert_eq!((later.recent, later.paid), (vec![], 2));
        for stranger in world.strangers().await {
            assert!(world.engine.link_results(&stranger, link.id).await.is_err());
        }
    })
    .await;
}

#[tokio::test]
async fn a_payment_taken_back_is_not_collected_and_its_steps_are_kept() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        let (token, state) = started(&world, &link, "a").await;
        approve(&world, &state).await;
        let id = usage(&world, &token).await.id;
        assert!(world.rail.advance(&world.rail.payments()[0].id, "ACSP", None));
        ask_again(&world).await;
        assert!(world.rail.advance(&world.rail.payments()[0].id, "RJCT", Some("AC04")));
        ask_again(&world).await;
        let usage = world.engine.get_usage(&world.actor, id).await.unwrap();
        assert_eq!(usage.state, UsageState::Reversed);
        let history = world.engine.usage_history(&world.actor, &usage).await.unwrap();
        let statuses: Vec<_> = history.payment.iter().map(|(status, _)| *status).collect();
        assert_eq!(statuses, [PaymentStatus::Pending, PaymentStatus::Accepted, PaymentStatus::Rejected]);
        assert_eq!(history.sent_to_bank_at, Some(usage.started_at));
        assert!(history.payment.is_sorted_by_key(|(_, at)| *at));
        let results = world.engine.link_results(&world.actor, link.id).await.unwrap();
        assert_eq!((results.paid, results.reversed, results.collected, results.ended()), (0, 1, 0, 1));
    })
    .await;
}
