//! What a link has brought: opened, started, paid, and why the others did not.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    id::LinkId,
    link::Slots,
    usage::{UsageState, event::FailureCode},
};

use super::Visits;
use crate::{Engine, Error, Result, require, store};

/// How far back payments are listed by time: enough for 30 days in any time zone.
const RECENT_MILLIS: i64 = 31 * 86_400_000;

/// The results of a link since it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkResults {
    pub visits: Visits,
    /// Attempts. One that its customer began anew, with another bank or other details, counts once.
    pub started: u64,
    /// Those that have not ended yet.
    pub under_way: u64,
    pub paid: u64,
    /// Paid, and taken back by the bank.
    pub reversed: u64,
    /// Not approved in time.
    pub expired: u64,
    /// Never by [`FailureCode::Replaced`].
    pub failed: Vec<(FailureCode, u64)>,
    /// What was paid and not taken back, in minor units of the link's currency.
    pub collected: i64,
    /// Payments of the last 31 days, oldest first, by the quarter of an hour they were made in: the
    /// smallest step between time zones.
    pub recent: Vec<(Timestamp, u64)>,
}

impl LinkResults {
    /// How many of the attempts that have ended were paid.
    pub fn ended(&self) -> u64 {
        self.started - self.under_way
    }

    /// What the link itself counts: those under way, and those that were paid, also if they were taken back.
    fn of(slots: Slots) -> Self {
        let (under_way, paid) = (slots.started.into(), slots.completed.into());
        Self { started: under_way + paid, under_way, paid, ..Self::default() }
    }

    /// Adds those that came to nothing.
    fn count(&mut self, state: UsageState, failure: Option<FailureCode>, count: u64) {
        match (state, failure) {
            (UsageState::Failed, Some(FailureCode::Replaced)) => {}
            (UsageState::AwaitingCustomer | UsageState::Submitting | UsageState::PaymentCreated, _) => {}
            (UsageState::Reversed, _) => {
                self.reversed += count;
                self.paid = self.paid.saturating_sub(count);
            }
            (UsageState::Expired, _) => {
                self.expired += count;
                self.started += count;
            }
            (UsageState::Failed, code) => {
                self.failed.push((code.unwrap_or(FailureCode::Rejected), count));
                self.started += count;
            }
        }
    }
}

impl Engine {
    /// What a link of the actor's account and mode has brought.
    pub async fn link_results(&self, actor: &Actor, id: LinkId) -> Result<LinkResults> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let link = store::links::find(&mut connection, actor.account, actor.mode, id).await?;
        let link = link.ok_or(Error::NotFound("payment link"))?;
        let since = self.now().plus_millis(-RECENT_MILLIS);
        let mut results = LinkResults {
            visits: store::link_days::sum(&mut connection, id).await?,
            recent: store::usages::paid_since(&mut connection, id, since).await?,
            ..LinkResults::of(link.slots)
        };
        for (state, failure, count) in store::usages::count_by_trouble(&mut connection, id).await? {
            results.count(state, failure, count);
        }
        // The amount of a link is fixed when it is made.
        let paid = i64::try_from(results.paid).map_err(Error::internal)?;
        results.collected = link.money.minor().saturating_mul(paid);
        Ok(results)
    }
}
