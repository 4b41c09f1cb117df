//! Takes a claimed usage as far as the bank lets it. Called by the customer's return and, until the
//! payment's fate is known, again and again by a job; any step may be the last before a crash, so each
//! begins from what is kept and keeps what it learnt before the next.
//!
//! Who pursues holds a lease, the moment from which another server may take over, and every write names it:
//! a server that was away for too long finds its lease gone and writes and orders nothing more.

use domain::{
    Timestamp,
    event::EventType,
    id::{PaymentId, UsageId},
    payment::PaymentStatus,
    usage::{UsageState, event::FailureCode},
};
use secrecy::{ExposeSecret as _, SecretString};

use super::{AuthorisationRecord, Usage, hear::note_in};
use crate::{
    Engine, Error, Maker, Result,
    events::{Event, Subject},
    mail,
    payments::Payment,
    rails::{Approval, Rail, RailError, RailPayment},
    store,
};

/// How long a server may take over one usage: five calls of a rail at ten seconds each, and the writes between.
pub(crate) const LEASE_MILLIS: i64 = 60_000;

/// What a step with the bank came to.
pub(super) enum Step {
    /// The bank's word on the payment.
    Heard(RailPayment),
    /// It ended before anything was ordered.
    NotOrdered(FailureCode),
    /// The bank certainly made no payment of the order.
    OrderRefused(FailureCode),
    /// Not known: ask again.
    InDoubt { wait_seconds: Option<i64> },
    /// Nothing is left to ask.
    Done,
}

impl Engine {
    /// Goes on with one usage until it must wait for the bank or nothing is left to do. A lost lease is no
    /// error: somebody else goes on.
    pub(crate) async fn pursue(&self, id: UsageId, lease: Timestamp) -> Result<()> {
        match self.pursue_under(id, lease).await {
            Err(Error::Conflict) => Ok(()),
            pursued => pursued,
        }
    }

    async fn pursue_under(&self, id: UsageId, lease: Timestamp) -> Result<()> {
        let mut connection = self.db.read().await?;
        let Some(usage) = store::usages::get(&mut connection, id).await? else {
            return Ok(());
        };
        let record = store::authorisations::get(&mut connection, id).await?;
        let payment = store::payments::find_of_usage(&mut connection, id).await?;
        drop(connection);
        let rail = self.rails.get(usage.mode)?;
        let step = match (usage.state, &payment) {
            (UsageState::Submitting, None) => self.order(rail, &usage, &record, lease).await?,
            (UsageState::Submitting | UsageState::PaymentCreated, Some(payment)) => {
                self.ask(rail, payment, &record).await?
            }
            _ => Step::Done,
        };
        let (make, before, mails) = (self.make.clone(), usage.state, self.mailer.is_some());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let usage = note_in(tx, &make, usage, (&record, lease), step).await?;
                    if mails { mail::tell(tx, &make, before, &usage).await } else { Ok(()) }
                })
            })
            .await
    }

    /// Exchanges the approval, makes sure of the funds, and sends the order.
    async fn order(
        &self,
        rail: &dyn Rail,
        usage: &Usage,
        record: &AuthorisationRecord,
        lease: Timestamp,
    ) -> Result<Step> {
        let Some(consent_id) = record.consent_id.clone() else {
            return Ok(Step::NotOrdered(FailureCode::ApprovalLost));
        };
        let token = match &record.token {
            Some(token) => token.clone(),
            None => match self.exchange(rail, record, &consent_id, lease).await? {
                Ok(token) => token,
                Err(step) => return Ok(step),
            },
        };
        let approval = Approval { consent_id, token };
        if rail.capabilities().confirms_funds {
            match rail.confirm_funds(&record.bank, &approval).await {
                Ok(true) => {}
                Ok(false) => return Ok(Step::NotOrdered(FailureCode::InsufficientFunds)),
                Err(RailError::Refused { .. } | RailError::NoSuchBank) => {
                    return Ok(Step::NotOrdered(FailureCode::ApprovalLost));
                }
                Err(error) => return Ok(in_doubt(&error)),
            }
        }
        self.keep_payment(new_payment(&self.make, usage, rail.name(), record), lease).await?;
        Ok(submit(rail, record, &approval).await)
    }

    /// The token for the code, kept before it is used.
    async fn exchange(
        &self,
        rail: &dyn Rail,
        record: &AuthorisationRecord,
        consent_id: &str,
        lease: Timestamp,
    ) -> Result<std::result::Result<SecretString, Step>> {
        let Some(code) = &record.code else {
            return Ok(Err(Step::NotOrdered(FailureCode::ApprovalLost)));
        };
        let id = record.usage;
        match rail.exchange(&record.bank, consent_id, code.expose_secret(), &record.keys).await {
            Ok(token) => {
                let kept = token.clone();
                self.db
                    .write(move |tx| {
                        Box::pin(async move { store::authorisations::set_token(tx, id, lease, &kept).await })
                    })
                    .await?;
                Ok(Ok(token))
            }
            // A code works once: its token was lost with a crash or an answer.
            Err(RailError::Refused { .. } | RailError::NoSuchBank) => {
                Ok(Err(Step::NotOrdered(FailureCode::ApprovalLost)))
            }
            Err(error) => Ok(Err(in_doubt(&error))),
        }
    }

    /// Keeps the payment as pending before the order leaves.
    async fn keep_payment(&self, payment: Payment, lease: Timestamp) -> Result<()> {
        let make = self.make.clone();
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    store::authorisations::hold(tx, payment.usage_id, lease).await?;
                    if store::payments::insert(tx, &payment).await? {
                        Event::new(&make, EventType::PaymentCreated, Subject::payment(&payment)?, "remit")
                            .append(tx)
                            .await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Asks what became of a payment: by its id, or by sending the order again with the same key.
    async fn ask(&self, rail: &dyn Rail, payment: &Payment, record: &AuthorisationRecord) -> Result<Step> {
        if !payment.status.is_in_doubt() {
            return Ok(Step::Done);
        }
        if let Some(id) = &payment.bank_payment_id {
            return Ok(match rail.status(&record.bank, id).await {
                Ok(heard) => Step::Heard(heard),
                Err(error) => in_doubt(&error),
            });
        }
        let (Some(consent_id), Some(token)) = (record.consent_id.clone(), record.token.clone()) else {
            return Err(Error::internal("a payment without an approval"));
        };
        Ok(submit(rail, record, &Approval { consent_id, token }).await)
    }
}

async fn submit(rail: &dyn Rail, record: &AuthorisationRecord, approval: &Approval) -> Step {
    match rail.submit(&record.bank, &record.order, approval, &record.keys).await {
        Ok(heard) => Step::Heard(look_again(rail, record, heard).await),
        Err(RailError::Refused { code, message }) => {
            tracing::warn!(usage = %record.usage, code, message, "the bank refused an order");
            Step::OrderRefused(FailureCode::Rejected)
        }
        // Also a bank that has left the list: an earlier sending may have reached it.
        Err(error) => in_doubt(&error),
    }
}

/// A bank answers a new order with "received" and often knows more at once: ask before the customer waits.
async fn look_again(rail: &dyn Rail, record: &AuthorisationRecord, heard: RailPayment) -> RailPayment {
    if heard.status != PaymentStatus::Pending {
        return heard;
    }
    rail.status(&record.bank, &heard.id).await.unwrap_or(heard)
}

fn in_doubt(error: &RailError) -> Step {
    let wait_seconds = match error {
        RailError::Throttled { seconds } => i64::try_from(*seconds).ok(),
        _ => None,
    };
    Step::InDoubt { wait_seconds }
}

fn new_payment(make: &Maker, usage: &Usage, rail: &'static str, record: &AuthorisationRecord) -> Payment {
    let now = make.now();
    Payment {
        id: PaymentId::from_uuid(make.uuid()),
        account: usage.account,
        mode: usage.mode,
        usage_id: usage.id,
        link_id: usage.link_id,
        status: PaymentStatus::Pending,
        rail: rail.to_owned(),
        bank_id: record.bank.clone(),
        bank_payment_id: None,
        bank_status: None,
        reason_code: None,
        money: usage.money,
        reference: record.order.reference.clone(),
        destination: record.order.creditor.clone(),
        created_at: now,
        updated_at: now,
    }
}
