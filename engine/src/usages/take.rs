//! The write behind Pay: a slot, the usage, its talk with the bank and its event, or nothing.

use domain::{
    Refusal, Timestamp,
    event::EventType,
    id::{LinkId, UsageId},
    identifier::Collected,
    link::admit,
    usage::{UsageEvent, UsageState, event::FailureCode},
};

use super::{
    AuthorisationRecord, Failure, Snapshot, StartUsage, Usage,
    apply::{apply, expire_if_overdue},
};
use crate::{
    Error, Maker, Result,
    events::{Event, Subject},
    links::PublicLink,
    payments::order::{AuthorisationKeys, Creditor, Order},
    store,
    store::db::Tx,
};

/// Overdue usages a start expires to get at their slots before it gives up.
const EXPIRE_AT_MOST: usize = 3;

/// The attempt that is being made.
pub(super) struct Attempt {
    pub hash: [u8; 32],
    /// The earlier usage that makes way.
    pub replaces: Option<Earlier>,
}

/// A usage from before, and whether this very attempt started it.
pub(super) struct Earlier {
    pub usage: Usage,
    pub same_attempt: bool,
}

/// The outcome of the write that takes the slot.
pub(super) enum Taken {
    Usage(Box<Usage>),
    Replayed,
    Refused { refusal: Refusal, until: Option<Timestamp> },
}

/// The write: a slot, the usage, its talk with the bank and its event, or nothing. Fails with
/// [`Error::Refused`] where nothing may be kept: an attempt that was to make way for this one goes on.
pub(super) async fn take_in(
    tx: &mut Tx,
    make: &Maker,
    public: &PublicLink,
    usage: Usage,
    attempt: Attempt,
) -> Result<Taken> {
    let link = public.link.id;
    let replaces = attempt.replaces.is_some();
    if let Some(Earlier { usage: mut earlier, same_attempt }) = attempt.replaces {
        let failure = Failure::new(FailureCode::Replaced);
        apply(tx, make, &mut earlier, UsageEvent::CustomerDeclined, Some(failure)).await?;
        if same_attempt {
            store::usages::forget_attempt(tx, &earlier, &attempt.hash).await?;
        }
    }
    for _ in 0..=EXPIRE_AT_MOST {
        if store::links::take_slot(tx, link, make.now()).await? {
            return keep(tx, make, public, usage, &attempt.hash).await;
        }
        let Err(refusal) = make_room(tx, make, link).await? else {
            continue;
        };
        let until = match refusal {
            Refusal::LinkFull => store::usages::next_deadline(tx, link).await?,
            _ => None,
        };
        return refused(replaces, refusal, until);
    }
    refused(replaces, Refusal::LinkFull, None)
}

/// Nothing was taken. What made room meanwhile is kept, unless the attempt that was to be replaced is part of it.
fn refused(replaces: bool, refusal: Refusal, until: Option<Timestamp>) -> Result<Taken> {
    if replaces { Err(Error::Refused(refusal)) } else { Ok(Taken::Refused { refusal, until }) }
}

/// After a slot could not be taken: expires one overdue usage of a full link, or tells why not. `Ok` is
/// worth another try.
async fn make_room(tx: &mut Tx, make: &Maker, id: LinkId) -> Result<std::result::Result<(), Refusal>> {
    let link = store::links::get_of_usage(tx, id).await?;
    let admitted = admit(&link.lifecycle, link.slots, make.now());
    if admitted == Err(Refusal::LinkFull)
        && let Some(mut overdue) = store::usages::find_overdue(tx, id, make.now()).await?
    {
        expire_if_overdue(tx, make, &mut overdue).await?;
        return Ok(Ok(()));
    }
    Ok(admitted)
}

/// With the slot taken: everything needed to go on, before the bank hears of it.
async fn keep(tx: &mut Tx, make: &Maker, public: &PublicLink, usage: Usage, attempt: &[u8]) -> Result<Taken> {
    if !store::usages::insert(tx, &usage, attempt).await? {
        // The same attempt was written in this moment: give the slot back with everything else.
        return Err(Error::Conflict);
    }
    let link = &public.link;
    let destination =
        store::destinations::get_for_link(tx, link.account, link.mode, link.destination_id).await?;
    let creditor = Creditor {
        name: destination.holder.to_string(),
        scheme: destination.number.scheme(),
        identification: destination.number.identification().to_owned(),
    };
    store::authorisations::insert(tx, &new_record(make, &usage, creditor)).await?;
    Event::new(make, EventType::UsageStarted, Subject::usage(&usage)?, "customer").append(tx).await?;
    Ok(Taken::Usage(Box::new(usage)))
}

pub(super) fn new_usage(
    make: &Maker,
    public: &PublicLink,
    start: &StartUsage,
    collected: Vec<Collected>,
    lifetime: i64,
) -> Usage {
    let (link, now) = (&public.link, make.now());
    Usage {
        id: UsageId::from_uuid(make.uuid()),
        account: link.account,
        mode: link.mode,
        link_id: link.id,
        token: make.token(),
        state: UsageState::AwaitingCustomer,
        money: link.money,
        collected,
        snapshot: Snapshot {
            title: link.title.clone(),
            description: link.description.clone(),
            reference: link.reference.clone(),
            merchant: public.account.name.to_string(),
            locale: start.locale,
            redirect_url: link.redirect_url.clone(),
            cancel_url: link.cancel_url.clone(),
        },
        bank_id: start.bank.clone(),
        customer_id: link.customer_id,
        failure: None,
        payment: None,
        started_at: now,
        expires_at: now.plus_millis(lifetime),
        claimed_at: None,
        finished_at: None,
        reversed_at: None,
    }
}

fn new_record(make: &Maker, usage: &Usage, creditor: Creditor) -> AuthorisationRecord {
    let id = usage.id.to_string();
    let short = id.trim_start_matches("use_");
    AuthorisationRecord {
        usage: usage.id,
        bank: usage.bank_id.clone(),
        keys: AuthorisationKeys {
            state: make.token(),
            nonce: make.token(),
            verifier: make.token().into(),
            consent_key: format!("c-{short}"),
            payment_key: format!("p-{short}"),
        },
        order: Order {
            instruction: short.to_owned(),
            end_to_end: short.to_owned(),
            money: usage.money,
            reference: usage.snapshot.reference.clone(),
            creditor,
            language: usage.snapshot.locale.tag().to_owned(),
        },
        consent_id: None,
        redirect: None,
        code: None,
        token: None,
        tries: 0,
        created_at: usage.started_at,
    }
}
