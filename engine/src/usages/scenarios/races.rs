//! What holds when much happens at once.

use std::time::Duration;

use domain::{Refusal, usage::UsageState, usage::UsageStatus};
use futures_util::future::join_all;

use super::{come_back, fresh, ledger_holds, link, pay, started, usage};
use crate::{
    page::PageRequest, rails::scripted::Call, rails::scripted::Trouble, testing::World,
    testing::on_each_database, usages::Start, usages::UsageFilter,
};

#[tokio::test]
async fn two_hundred_at_once_on_a_link_of_twenty_start_exactly_twenty() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 20).await;
        let attempts = (0..200).map(|n| world.engine.start_usage(pay(&link, &n.to_string())));
        let outcomes: Vec<Start> = join_all(attempts).await.into_iter().map(Result::unwrap).collect();
        let redirected = outcomes.iter().filter(|start| matches!(start, Start::Redirect { .. })).count();
        let full = outcomes
            .iter()
            .filter(|start| matches!(start, Start::Refused { refusal: Refusal::LinkFull, .. }))
            .count();
        assert_eq!((redirected, full), (20, 180));
        assert_eq!(fresh(&world, &link).await.slots.started, 20);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn one_attempt_sent_eight_times_at_once_is_one_usage() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 20).await;
        let attempts = (0..8).map(|_| world.engine.start_usage(pay(&link, "same")));
        let outcomes: Vec<Start> = join_all(attempts).await.into_iter().map(Result::unwrap).collect();
        let tokens: std::collections::BTreeSet<_> = outcomes
            .into_iter()
            .map(|start| match start {
                Start::Redirect { token, .. } => token,
                other => panic!("expected a redirect, got {other:?}"),
            })
            .collect();
        assert_eq!(tokens.len(), 1);
        assert_eq!(fresh(&world, &link).await.slots.started, 1);
        assert_eq!(world.rail.consents().len(), 1);
        let usages = world
            .engine
            .list_usages(&world.actor, link.id, &UsageFilter::default(), &PageRequest::default())
            .await
            .unwrap();
        assert_eq!(usages.items.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_customer_who_does_not_come_back_expires_and_cannot_claim_later() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        let (token, state) = started(&world, &link, "a").await;
        let code = world.rail.approve(&state).unwrap();
        world.clock.advance(Duration::from_mins(15));
        // No sweep has passed by: the approval itself finds the deadline over.
        come_back(&world, &state, &code).await;
        assert_eq!(usage(&world, &token).await.state, UsageState::Expired);
        assert_eq!(world.rail.count(Call::Exchange), 0);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn an_overdue_usage_makes_room_for_who_needs_its_slot() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        let (first, _) = started(&world, &link, "a").await;
        let refused = world.engine.start_usage(pay(&link, "b")).await.unwrap();
        let until = Some(world.engine.now().plus_millis(15 * 60_000));
        assert_eq!(refused, Start::Refused { refusal: Refusal::LinkFull, until });
        world.clock.advance(Duration::from_mins(15));
        started(&world, &link, "b").await;
        assert_eq!(usage(&world, &first).await.state, UsageState::Expired);
        ledger_holds(&world).await;
    })
    .await;
}

#[tokio::test]
async fn a_claim_and_a_sweep_never_both_win() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        world.rail.set_first_status("ACSC", None);
        let link = link(&world, 30).await;
        let mut waiting = Vec::new();
        for n in 0..30 {
            let (token, state) = started(&world, &link, &n.to_string()).await;
            waiting.push((token, state.clone(), world.rail.approve(&state).unwrap()));
        }
        world.clock.advance(Duration::from_millis(15 * 60_000 - 1));
        let returns = waiting.iter().map(|(_, state, code)| come_back(&world, state, code));
        let sweep = async {
            world.clock.advance(Duration::from_millis(1));
            world.engine.expire_usages().await.unwrap();
        };
        futures_util::join!(join_all(returns), sweep);
        for (token, ..) in &waiting {
            let usage = usage(&world, token).await;
            assert!(
                matches!(usage.state, UsageState::PaymentCreated | UsageState::Expired),
                "{:?}",
                usage.state
            );
        }
        ledger_holds(&world).await;
    })
    .await;
}

/// Of two requests of one attempt, one reaches the bank and the other does not: the customer is there.
#[tokio::test]
async fn a_request_that_fails_does_not_end_what_another_began() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 1).await;
        world.rail.set_first_status("ACSC", None);
        for _ in 0..4 {
            world.rail.order(Call::Authorise, Trouble::LostRequest);
        }
        let presses = (0..8).map(|_| world.engine.start_usage(pay(&link, "a")));
        let outcomes: Vec<Start> = join_all(presses).await.into_iter().map(Result::unwrap).collect();
        let sent = outcomes.iter().filter(|start| matches!(start, Start::Redirect { .. })).count();
        let usages = world
            .engine
            .list_usages(&world.actor, link.id, &UsageFilter::default(), &PageRequest::default())
            .await
            .unwrap();
        let expected = if sent > 0 { UsageStatus::Started } else { UsageStatus::Failed };
        assert_eq!(usages.items[0].state.status(), expected, "{outcomes:?}");
        ledger_holds(&world).await;
    })
    .await;
}
