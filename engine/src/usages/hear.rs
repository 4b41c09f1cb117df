//! Writes what a step with the bank came to: the payment, what it means for the usage, and when to ask again.

use domain::{
    Timestamp,
    event::EventType,
    payment::PaymentStatus,
    usage::{UsageEvent, event::FailureCode},
};

use super::{AuthorisationRecord, Failure, PaymentBrief, Usage, apply::apply, pursue::Step};
use crate::{
    Error, Maker, Result,
    events::{Event, Subject},
    payments::Payment,
    rails::RailPayment,
    store,
    store::db::Tx,
};

/// Seconds between questions at first, then half a minute, five minutes, an hour.
const FIRST_WAITS: [i64; 5] = [1, 2, 3, 5, 8];
/// An accepted payment that never settles is not asked about for longer than this.
const SETTLE_MILLIS: i64 = 24 * 3_600_000;

/// Answers the usage as it stands then.
pub(super) async fn note_in(
    tx: &mut Tx,
    make: &Maker,
    mut usage: Usage,
    (record, lease): (&AuthorisationRecord, Timestamp),
    step: Step,
) -> Result<Usage> {
    let next = match step {
        Step::Heard(heard) => {
            let payment = hear(tx, make, &mut usage, heard).await?;
            next_question(make.now(), &payment, record.tries)
        }
        Step::NotOrdered(code) => {
            apply(tx, make, &mut usage, UsageEvent::OrderRefused, Some(Failure::new(code))).await?;
            None
        }
        Step::OrderRefused(code) => {
            let mut payment = get_payment(tx, &usage).await?;
            update(tx, make, &mut payment, |payment| {
                payment.status = PaymentStatus::Rejected;
            })
            .await?;
            usage.payment = Some(PaymentBrief { id: payment.id, status: payment.status });
            apply(tx, make, &mut usage, UsageEvent::OrderRefused, Some(Failure::new(code))).await?;
            None
        }
        Step::InDoubt { wait_seconds } => {
            let wait = wait_seconds.unwrap_or_default().max(wait_seconds_after(record.tries));
            Some(make.now().plus_millis(wait * 1000))
        }
        Step::Done => None,
    };
    store::authorisations::schedule(tx, usage.id, lease, next).await?;
    Ok(usage)
}

async fn get_payment(tx: &mut Tx, usage: &Usage) -> Result<Payment> {
    let payment = store::payments::find_of_usage(tx, usage.id).await?;
    payment.ok_or_else(|| Error::internal("a bank told of a payment that was not kept"))
}

/// Writes the bank's word on a payment and what it means for the usage; answers the payment as it stands.
async fn hear(tx: &mut Tx, make: &Maker, usage: &mut Usage, heard: RailPayment) -> Result<Payment> {
    let mut payment = get_payment(tx, usage).await?;
    let moves = payment.status.may_become(heard.status);
    update(tx, make, &mut payment, |payment| {
        payment.bank_payment_id = Some(heard.id);
        if moves || payment.status == heard.status {
            payment.status = heard.status;
            payment.bank_status = Some(heard.bank_status);
            payment.reason_code = heard.reason.or(payment.reason_code.take());
        }
    })
    .await?;
    usage.payment = Some(PaymentBrief { id: payment.id, status: payment.status });
    let failure = Failure::new(FailureCode::from_iso_reason(payment.reason_code.as_deref()));
    apply(tx, make, usage, UsageEvent::from(payment.status), Some(failure)).await?;
    Ok(payment)
}

/// Changes a payment, guarded by the status it was read with, and tells of it when anything changed.
async fn update(
    tx: &mut Tx,
    make: &Maker,
    payment: &mut Payment,
    change: impl FnOnce(&mut Payment),
) -> Result<()> {
    let before = payment.clone();
    change(payment);
    if *payment == before {
        return Ok(());
    }
    payment.updated_at = make.now();
    store::payments::update(tx, payment, before.status).await?;
    if (payment.status, &payment.bank_status) == (before.status, &before.bank_status) {
        return Ok(());
    }
    Event::new(make, EventType::PaymentUpdated, Subject::payment(payment)?, "remit").append(tx).await
}

/// When to ask about a payment again.
fn next_question(now: Timestamp, payment: &Payment, tries: u32) -> Option<Timestamp> {
    let ask = match payment.status {
        PaymentStatus::Settled | PaymentStatus::Rejected => false,
        // It last changed when it was accepted.
        PaymentStatus::Accepted => now.since(payment.updated_at) < SETTLE_MILLIS,
        PaymentStatus::Pending | PaymentStatus::Held => true,
    };
    ask.then(|| now.plus_millis(wait_seconds_after(tries) * 1000))
}

fn wait_seconds_after(tries: u32) -> i64 {
    match tries {
        0..5 => FIRST_WAITS[tries as usize],
        5..15 => 30,
        15..40 => 300,
        _ => 3_600,
    }
}
