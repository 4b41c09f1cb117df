//! Writes a transition: the state, the slot and the events, in the caller's transaction or not at all.

use domain::{
    Refusal,
    event::EventType,
    usage::{Effect, Transition, UsageEvent, UsageState, UsageStatus, transition},
};

use super::{Failure, Usage};
use crate::{
    Error, Maker, Result,
    events::{Event, Subject},
    store,
    store::db::Tx,
};

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Applied {
    Now,
    Already,
    Refused(Refusal),
}

/// Asks the domain and writes its answer. `usage` becomes what was written; [`Error::Conflict`] when
/// somebody moved it since it was read: read it again and ask again.
pub(crate) async fn apply(
    tx: &mut Tx,
    make: &Maker,
    usage: &mut Usage,
    event: UsageEvent,
    failure: Option<Failure>,
) -> Result<Applied> {
    let (next, effects) = match transition(usage.state, event) {
        Transition::Applied { next, effects } => (next, effects),
        Transition::AlreadyApplied => return Ok(Applied::Already),
        Transition::Refused(refusal) => return Ok(Applied::Refused(refusal)),
    };
    let expected = usage.state;
    advance(usage, next, failure, make.now());
    store::usages::update_state(tx, usage, expected).await?;
    for effect in effects {
        carry_out(tx, make, usage, *effect).await?;
    }
    Ok(Applied::Now)
}

fn advance(usage: &mut Usage, next: UsageState, failure: Option<Failure>, now: domain::Timestamp) {
    usage.state = next;
    match next {
        UsageState::AwaitingCustomer => {}
        UsageState::Submitting => usage.claimed_at = Some(now),
        UsageState::PaymentCreated | UsageState::Expired => usage.finished_at = Some(now),
        UsageState::Failed => {
            usage.finished_at = Some(now);
            usage.failure = failure;
        }
        UsageState::Reversed => usage.reversed_at = Some(now),
    }
}

async fn carry_out(tx: &mut Tx, make: &Maker, usage: &Usage, effect: Effect) -> Result<()> {
    let kind = match effect {
        Effect::ReleaseSlot => return store::links::release_slot(tx, usage.link_id).await,
        Effect::CompleteSlot => return complete_slot(tx, make, usage).await,
        Effect::EmitPaymentCreated => EventType::UsagePaymentCreated,
        Effect::EmitFailed => EventType::UsageFailed,
        Effect::EmitExpired => EventType::UsageExpired,
        Effect::EmitReversed => EventType::UsageReversed,
    };
    Event::new(make, kind, Subject::usage(usage)?, "remit").append(tx).await
}

async fn complete_slot(tx: &mut Tx, make: &Maker, usage: &Usage) -> Result<()> {
    if !store::links::complete_slot(tx, usage.link_id, make.now()).await? {
        return Ok(());
    }
    let link = store::links::get_of_usage(tx, usage.link_id).await?;
    if link.status(make.now()) == domain::link::LinkStatus::Used {
        Event::new(make, EventType::LinkUsed, Subject::link(&link, make.now())?, "remit").append(tx).await?;
    }
    Ok(())
}

/// Expires a usage whose customer did not come back in time; anything else is left alone.
pub(crate) async fn expire_if_overdue(tx: &mut Tx, make: &Maker, usage: &mut Usage) -> Result<bool> {
    if usage.state.status() != UsageStatus::Started || usage.expires_at > make.now() {
        return Ok(false);
    }
    match apply(tx, make, usage, UsageEvent::DeadlinePassed, None).await {
        Ok(applied) => Ok(applied == Applied::Now),
        // Claimed or expired by somebody else in this moment: either way not ours to expire.
        Err(Error::Conflict) => Ok(false),
        Err(error) => Err(error),
    }
}
