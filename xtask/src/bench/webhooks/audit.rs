//! Counts what came against what should have come. A lost event, one that was changed on the way, or one that never
//! happened is found here, or nowhere.

use super::receiver::{Habit, PATIENCE};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

/// One request that came to a receiver.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub habit: Habit,
    /// The `webhook-id`.
    pub id: String,
    pub body: Vec<u8>,
    /// Whether the official library found the signature to be right.
    pub signed: bool,
    pub at: Instant,
    /// What was answered, if anything.
    pub status: Option<u16>,
}

impl Receipt {
    pub fn is_delivered(&self) -> bool {
        self.status == Some(200)
    }
}

/// What a receiver was told.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub requests: usize,
    /// Answered with anything but 200.
    pub mistreated: usize,
    /// Events that were delivered more than once.
    pub twice: usize,
    /// Events that happened and were never delivered.
    pub lost: usize,
    /// Events that came and never happened.
    pub strange: usize,
    /// Requests for an event whose bytes differ from the first.
    pub changed: usize,
    pub unsigned: usize,
    /// Requests that came although the receiver had asked for more patience.
    pub impatient: usize,
}

impl Tally {
    /// Of one receiver. `happened` are the ids of all events.
    pub fn of(habit: Habit, happened: &BTreeSet<String>, receipts: &[Receipt]) -> Self {
        let mut by_event: BTreeMap<&str, Vec<&Receipt>> = BTreeMap::new();
        for receipt in receipts.iter().filter(|receipt| receipt.habit == habit) {
            by_event.entry(&receipt.id).or_default().push(receipt);
        }
        let mut tally = Self::default();
        for (id, requests) in &by_event {
            tally.requests += requests.len();
            let delivered = requests.iter().filter(|request| request.is_delivered()).count();
            tally.mistreated += requests.len() - delivered;
            tally.twice += usize::from(delivered > 1);
            tally.strange += usize::from(!happened.contains(*id));
            tally.changed += requests.iter().filter(|request| request.body != requests[0].body).count();
            tally.unsigned += requests.iter().filter(|request| !request.signed).count();
            tally.impatient += requests.windows(2).filter(|pair| is_impatient(pair)).count();
        }
        let arrived = |id: &String| {
            by_event.get(id.as_str()).is_some_and(|requests| requests.iter().any(|one| one.is_delivered()))
        };
        tally.lost = happened.iter().filter(|id| !arrived(id)).count();
        tally
    }

    pub const fn is_right(&self) -> bool {
        self.lost == 0 && self.strange == 0 && self.changed == 0 && self.unsigned == 0 && self.impatient == 0
    }
}

fn is_impatient(pair: &[&Receipt]) -> bool {
    pair[0].status == Some(429) && pair[1].at.duration_since(pair[0].at) < PATIENCE
}

/// Prints what each receiver was told; an error when anything is wrong with any of it.
pub fn report(happened: &BTreeSet<String>, receipts: &[Receipt]) -> Result<()> {
    println!(
        "{:<10}{:>8}{:>10}{:>12}{:>8}{:>8}{:>10}{:>10}{:>10}{:>11}",
        "receiver",
        "events",
        "requests",
        "mistreated",
        "twice",
        "lost",
        "strange",
        "changed",
        "unsigned",
        "impatient"
    );
    let mut right = true;
    for habit in Habit::ALL {
        let tally = Tally::of(habit, happened, receipts);
        right &= tally.is_right();
        println!(
            "{:<10}{:>8}{:>10}{:>12}{:>8}{:>8}{:>10}{:>10}{:>10}{:>11}",
            habit.name(),
            happened.len(),
            tally.requests,
            tally.mistreated,
            tally.twice,
            tally.lost,
            tally.strange,
            tally.changed,
            tally.unsigned,
            tally.impatient
        );
    }
    if !right {
        bail!("not every event was delivered as it happened");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn ids(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn receipt(id: &str, status: Option<u16>) -> Receipt {
        let body = id.as_bytes().to_vec();
        Receipt { habit: Habit::Breaks, id: id.to_owned(), body, signed: true, at: Instant::now(), status }
    }

    fn tally(happened: &[&str], receipts: &[Receipt]) -> Tally {
        Tally::of(Habit::Breaks, &ids(happened), receipts)
    }

    #[test]
    fn delivered_at_last_and_once_more_is_right() {
        let receipts = [
            receipt("a", Some(500)),
            receipt("b", Some(200)),
            receipt("a", Some(200)),
            receipt("a", Some(200)),
        ];
        let tally = tally(&["a", "b"], &receipts);
        assert_eq!(tally, Tally { requests: 4, mistreated: 1, twice: 1, ..Tally::default() });
        assert!(tally.is_right());
    }

    #[test]
    fn a_lost_event_is_noticed() {
        let never = tally(&["a", "b"], &[receipt("a", Some(200))]);
        assert_eq!((never.lost, never.is_right()), (1, false));
        let refused = tally(&["a"], &[receipt("a", Some(500)), receipt("a", None)]);
        assert_eq!((refused.lost, refused.is_right()), (1, false));
        let elsewhere = Receipt { habit: Habit::Answers, ..receipt("a", Some(200)) };
        assert_eq!(tally(&["a"], &[elsewhere]).lost, 1, "each receiver for itself");
        let one = [receipt("a", Some(200))];
        assert!(report(&ids(&["a"]), &one).is_err(), "seven receivers heard nothing");
    }

    #[test]
    fn an_event_that_is_not_itself_is_noticed() {
        assert_eq!(tally(&[], &[receipt("a", Some(200))]).strange, 1);
        let other = Receipt { body: b"other".to_vec(), ..receipt("a", Some(200)) };
        assert_eq!(tally(&["a"], &[receipt("a", Some(500)), other]).changed, 1);
        let forged = Receipt { signed: false, ..receipt("a", Some(200)) };
        assert_eq!(tally(&["a"], &[forged]).unsigned, 1);
    }

    #[test]
    fn who_asks_for_patience_is_left_alone() {
        let busy = receipt("a", Some(429));
        let at = |wait: Duration| Receipt { at: busy.at + wait, ..receipt("a", Some(200)) };
        let late = tally(&["a"], &[busy.clone(), at(PATIENCE)]);
        assert!(late.is_right());
        let soon = tally(&["a"], &[busy.clone(), at(Duration::from_millis(7_999))]);
        assert_eq!((soon.impatient, soon.is_right()), (1, false));
    }
}
