//! Whole payment attempts against the scripted rail: what holds under races, retries, crashes and trouble.

use std::{collections::BTreeMap, time::Duration};

use domain::{
    Locale, Refusal, Timestamp,
    id::UsageId,
    identifier::ValueError,
    link::{LinkStatus, SettableStatus},
    payment::PaymentStatus,
    usage::{UsageState, UsageStatus, event::FailureCode},
};
use futures_util::future::join_all;

use super::{BankOutcome, BankReturn, Start, StartUsage, Usage};
use crate::{
    links::{Link, LinkEdit},
    page::PageRequest,
    rails::scripted::{Call, Trouble},
    store,
    testing::{TestDatabase, World, new_link, on_each_database},
    usages::UsageFilter,
};

async fn link(world: &World, max_usages: u32) -> Link {
    world.engine.create_link(&world.actor, new_link(max_usages)).await.unwrap()
}

fn pay(link: &Link, attempt: &str) -> StartUsage {
    StartUsage {
        slug: link.slug.clone(),
        attempt: attempt.to_owned(),
        bank: "falcon".to_owned(),
        values: vec![("phone".to_owned(), "٠٠٩٧١ ٥٠ ١٢٣ ٤٥٦٧".to_owned())],
        locale: Locale::En,
        again: false,
        earlier: None,
    }
}

/// Presses Pay, also when this number has paid before, and follows to the bank: the page's token and the `state`.
async fn started(world: &World, link: &Link, attempt: &str) -> (String, String) {
    match world.engine.start_usage(StartUsage { again: true, ..pay(link, attempt) }).await.unwrap() {
        Start::Redirect { token, url } => {
            let url = url::Url::parse(&url).unwrap();
            let state = url.query_pairs().find(|(key, _)| key == "state").unwrap().1.into_owned();
            (token, state)
        }
        other => panic!("expected a redirect, got {other:?}"),
    }
}

async fn approve(world: &World, state: &str) {
    let code = world.rail.approve(state).expect("the bank waits for an answer");
    come_back(world, state, &code).await;
}

async fn come_back(world: &World, state: &str, code: &str) {
    let outcome = BankOutcome::Approved { code: code.to_owned() };
    world.engine.return_from_bank(BankReturn { state: state.to_owned(), outcome }).await.unwrap();
}

async fn usage(world: &World, token: &str) -> Usage {
    world.engine.usage_page(token).await.unwrap().unwrap().usage
}

async fn fresh(world: &World, link: &Link) -> Link {
    world.engine.get_link(&world.actor, link.id).await.unwrap()
}

/// Moves the clock past every wait and lets the job ask the bank.
async fn ask_again(world: &World) {
    world.clock.advance(Duration::from_mins(1));
    world.engine.pursue_payments_in_doubt().await.unwrap();
}

async fn ledger_holds(world: &World) {
    assert_eq!(world.engine.recount().await.unwrap(), []);
}

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

/// A server that dies at any point after the claim leaves enough for another to end with one payment.
#[tokio::test]
async fn another_server_takes_over_after_a_crash() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        world.rail.set_first_status("ACSC", None);
        for (attempt, call, trouble) in [
            ("exchange lost", Call::Exchange, Trouble::LostRequest),
            ("funds lost", Call::ConfirmFunds, Trouble::LostRequest),
            ("order lost", Call::Submit, Trouble::LostRequest),
            ("answer lost", Call::Submit, Trouble::LostAnswer),
        ] {
            world.rail.order(call, trouble);
            let link = link(&world, 1).await;
            let (token, state) = started(&world, &link, attempt).await;
            approve(&world, &state).await;
            assert_eq!(usage(&world, &token).await.state, UsageState::Submitting, "{attempt}");
            ask_again(&world).await;
            assert_eq!(usage(&world, &token).await.state, UsageState::PaymentCreated, "{attempt}");
        }
        assert_eq!(world.rail.payments().len(), 4);
        ledger_holds(&world).await;
    })
    .await;
}

/// The claim was written, and the server died before it said a word to the bank.
#[tokio::test]
async fn a_crash_right_after_the_claim_is_taken_up_by_one_of_two_servers() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        world.rail.set_first_status("ACSC", None);
        let link = link(&world, 1).await;
        let (token, state) = started(&world, &link, "a").await;
        let code = world.rail.approve(&state).unwrap();
        let id = usage(&world, &token).await.id;
        let claimed = world.engine.note_return(id, BankOutcome::Approved { code }).await.unwrap();
        assert!(claimed.is_some());
        // While the lease runs, it is the dead server's.
        world.clock.advance(Duration::from_secs(59));
        assert_eq!(world.engine.pursue_payments_in_doubt().await.unwrap(), 0);
        world.clock.advance(Duration::from_secs(1));
        let other = world.engine.clone();
        let (one, two) =
            futures_util::join!(world.engine.pursue_payments_in_doubt(), other.pursue_payments_in_doubt());
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(usage(&world, &token).await.state, UsageState::PaymentCreated);
        assert_eq!((world.rail.count(Call::Exchange), world.rail.payments().len()), (1, 1));
        ledger_holds(&world).await;
    })
    .await;
}

/// A server that was away for longer than its lease must order nothing, and write nothing, when it wakes.
#[tokio::test]
async fn a_server_that_lost_its_lease_goes_no_further() {
    on_each_database(|database| async move {
        let world = World::new(&database).await;
        let link = link(&world, 2).await;
        let (token, state) = started(&world, &link, "a").await;
        let code = world.rail.approve(&state).unwrap();
        let id = usage(&world, &token).await.id;
        let lost = world.engine.note_return(id, BankOutcome::Approved { code }).await.unwrap().unwrap();
        world.rail.order(Call::Exchange, Trouble::Refused { code: "invalid_grant".to_owned() });
        world.clock.advance(Duration::from_mins(1));
        assert_eq!(world.engine.pursue_payments_in_doubt().await.unwrap(), 1);
        assert_eq!(usage(&world, &token).await.failure.unwrap().code, FailureCode::ApprovalLost);
        for late in [Late::Token, Late::Payment] {
            assert!(matches!(wake(&world, id, lost, late).await, Err(crate::Error::Conflict)), "{late:?}");
        }
        assert_eq!(world.rail.payments().len(), 0);
        ledger_holds(&world).await;
    })
    .await;
}

#[derive(Clone, Copy, Debug)]
enum Late {
    Token,
    Payment,
}

/// What a server would write next under its lease.
async fn wake(world: &World, id: UsageId, lease: Timestamp, late: Late) -> crate::Result<()> {
    let write = world.engine.db().write(move |tx| {
        Box::pin(async move {
            match late {
                Late::Token => store::authorisations::set_token(tx, id, lease, &"late".into()).await,
                Late::Payment => store::authorisations::hold(tx, id, lease).await,
            }
        })
    });
    write.await
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
