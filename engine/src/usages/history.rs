//! What happened to a usage beside what it says itself: when its customer was sent to the bank, and each
//! step of its payment.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    payment::PaymentStatus,
};

use super::Usage;
use crate::{Engine, Error, Result, require, store};

/// The steps of a usage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UsageHistory {
    /// When the bank was ready for its customer.
    pub sent_to_bank_at: Option<Timestamp>,
    /// Each status its payment has had, oldest first.
    pub payment: Vec<(PaymentStatus, Timestamp)>,
}

impl Engine {
    /// The steps of a usage that the actor has read.
    pub async fn usage_history(&self, actor: &Actor, usage: &Usage) -> Result<UsageHistory> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let talk = store::authorisations::get(&mut connection, usage.id).await?;
        let mut history = UsageHistory {
            sent_to_bank_at: talk.redirect.map(|redirect| redirect.pushed_at),
            payment: vec![],
        };
        let Some(payment) = usage.payment else { return Ok(history) };
        let whose = (actor.account, actor.mode);
        for told in store::events::of_object(&mut connection, whose, payment.id.bytes()).await?.iter().rev() {
            let status = told.data["status"].as_str().unwrap_or_default();
            let status =
                status.parse().map_err(|_| Error::internal("an event of a payment has no status"))?;
            // The bank may change its own word while the status stays.
            if history.payment.last().is_none_or(|(last, _)| *last != status) {
                history.payment.push((status, told.at));
            }
        }
        Ok(history)
    }
}
