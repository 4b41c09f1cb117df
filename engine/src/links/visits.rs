//! Counts what happens on a link's page: opened, and refused for which reason. No cookie, no address, nothing
//! that was entered: a visit is a number on a day, a refusal one more in a minute.
//!
//! A visit is counted in memory and written soon after. One write is under way at the most; what comes
//! meanwhile goes with the next, so however many open a page, payments never wait behind their counting.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::{Refusal, id::LinkId};

use super::turned_away::{Turned, Turning};

use crate::{Engine, store};

const DAY_MILLIS: i64 = 86_400_000;
const MINUTE_MILLIS: i64 = 60_000;

/// What was counted of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visits {
    /// Pages shown, whatever they said.
    pub opened: u64,
    /// Refused because every place was being paid for.
    pub full: u64,
    pub disabled: u64,
    pub expired: u64,
    pub used: u64,
}

impl Visits {
    /// The page was opened; with a refusal, it said no.
    pub fn opened(refused: Option<Refusal>) -> Self {
        Self { opened: 1, ..refused.map_or_else(Self::default, Self::refused) }
    }

    /// Pay was pressed on a page that is counted already, and the link said no.
    pub fn refused(refusal: Refusal) -> Self {
        let mut visits = Self::default();
        match refusal {
            Refusal::LinkFull => visits.full = 1,
            Refusal::LinkDisabled => visits.disabled = 1,
            Refusal::LinkExpired => visits.expired = 1,
            Refusal::LinkUsed => visits.used = 1,
            // Who sees the results of a link sees that it is there, and other refusals are none of a page's.
            _ => {}
        }
        visits
    }

    /// Who was turned away by it.
    fn turned(&self, minute: i64) -> Option<Turned> {
        let reasons = [
            (self.full, Turning::Full),
            (self.disabled, Turning::Disabled),
            (self.expired, Turning::Expired),
            (self.used, Turning::Used),
        ];
        let (_, reason) = reasons.into_iter().find(|(count, _)| *count > 0)?;
        Some(Turned { minute, reason, pressed: self.opened == 0 })
    }

    fn add(&mut self, more: Self) {
        self.opened += more.opened;
        self.full += more.full;
        self.disabled += more.disabled;
        self.expired += more.expired;
        self.used += more.used;
    }
}

/// What is counted and not written yet, by link and day.
#[derive(Default)]
pub(crate) struct Tally(Mutex<Waiting>);

/// In the order of its keys, so that two servers never wait for each other's rows.
#[derive(Default)]
struct Counts {
    days: BTreeMap<(LinkId, i64), Visits>,
    /// However many come at once, they are few keys: a minute, a reason.
    turned: BTreeMap<(LinkId, Turned), u64>,
}

#[derive(Default)]
struct Waiting {
    counts: Counts,
    /// Somebody is writing, and will take what is added now.
    writing: bool,
}

impl Tally {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a visit; `true` when the caller has to see that it is written.
    fn add(&self, link: LinkId, now: i64, visits: Visits) -> bool {
        let mut waiting = self.lock();
        let counts = &mut waiting.counts;
        counts.days.entry((link, now.div_euclid(DAY_MILLIS))).or_default().add(visits);
        if let Some(turned) = visits.turned(now.div_euclid(MINUTE_MILLIS)) {
            *counts.turned.entry((link, turned)).or_default() += 1;
        }
        !std::mem::replace(&mut waiting.writing, true)
    }

    /// What there is to write; nothing ends the writing.
    fn take(&self) -> Option<Counts> {
        let mut waiting = self.lock();
        let counts = std::mem::take(&mut waiting.counts);
        waiting.writing = !counts.days.is_empty();
        Some(counts).filter(|counts| !counts.days.is_empty())
    }
}

impl Engine {
    /// Counts what happened on a link's page. Comes back at once and never fails: what cannot be written is
    /// lost, and the log says so.
    pub fn count_visit(&self, link: LinkId, visits: Visits) {
        if self.visits.add(link, self.now().millis(), visits) {
            let engine = self.clone();
            self.tasks.spawn(async move { engine.write_visits().await });
        }
    }

    async fn write_visits(&self) {
        while let Some(counts) = self.visits.take() {
            let written = self.db.write(move |tx| {
                Box::pin(async move {
                    for ((link, day), visits) in counts.days {
                        store::link_days::add(tx, link, day, visits).await?;
                    }
                    store::link_refusals::add(tx, counts.turned).await
                })
            });
            if let Err(error) = written.await {
                tracing::warn!(%error, "visits of links were not counted");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, new_link, on_each_database};

    async fn counted(world: &World, link: LinkId) -> Visits {
        world.engine.tasks.close();
        world.engine.tasks.wait().await;
        world.engine.link_results(&world.actor, link).await.unwrap().visits
    }

    #[tokio::test]
    async fn every_visit_is_counted_once_by_what_the_page_said() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap().id;
            for _ in 0..200 {
                world.engine.count_visit(link, Visits::opened(None));
            }
            world.clock.advance(std::time::Duration::from_hours(24));
            for refusal in [Refusal::LinkFull, Refusal::LinkDisabled, Refusal::LinkExpired, Refusal::LinkUsed]
            {
                world.engine.count_visit(link, Visits::opened(Some(refusal)));
            }
            world.engine.count_visit(link, Visits::refused(Refusal::LinkFull));
            let expected = Visits { opened: 204, full: 2, disabled: 1, expired: 1, used: 1 };
            assert_eq!(counted(&world, link).await, expected);
        })
        .await;
    }

    #[tokio::test]
    async fn what_cannot_be_written_is_lost_and_the_next_is_counted() {
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap().id;
        world.engine.count_visit(LinkId::from_uuid(uuid::Uuid::nil()), Visits::opened(None));
        world.engine.tasks.close();
        world.engine.tasks.wait().await;
        world.engine.count_visit(link, Visits::opened(None));
        assert_eq!(counted(&world, link).await.opened, 1);
    }
}
