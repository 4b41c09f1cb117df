//! A server that dies, or is away for longer than its lease.

use std::time::Duration;

use domain::{Timestamp, id::UsageId, usage::UsageState, usage::event::FailureCode};

use super::{approve, ask_again, ledger_holds, link, started, usage};
use crate::{
    rails::scripted::Call, rails::scripted::Trouble, store, testing::World, testing::on_each_database,
    usages::BankOutcome,
};

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
