//! `cargo xtask bench webhooks`: events told to receivers that misbehave, by a server that is killed again and again.
//!
//! The cast: `merchant` makes events and knows what happened; `receiver` is told, each habit at an endpoint of its
//! own; `audit` counts one against the other. The first part of the events happens in peace and is timed; during the
//! rest the server is killed and started anew.

mod audit;
mod merchant;
mod receiver;

use self::merchant::{Deed, Merchant, Told};
use self::receiver::{Habit, Receivers};
use super::table::{Row, report};
use crate::server::{Place, Server};
use anyhow::{Result, bail};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::time::{Duration, Instant};

/// Between two deeds of the merchant.
const PACE: Duration = Duration::from_millis(20);
/// Between two looks at what has come.
const LOOK: Duration = Duration::from_millis(500);
/// Since before anything happened.
const EVER: &str = "2020-01-01T00:00:00Z";

/// How much happens.
#[derive(Clone, Copy)]
pub struct Trial {
    pub events: usize,
    pub kills: usize,
    /// How long to wait, after the last event, until everything is delivered.
    pub patience: Duration,
    /// What the p99 of the first attempts may take, in peace.
    pub budget: Duration,
}

/// Runs the trial and reports; an error when an event was lost, or something else is wrong.
pub fn run(binary: &Path, trial: Trial, postgres: bool) -> Result<()> {
    let place = Place::fresh(binary, postgres)?;
    let server = place.start()?;
    let merchant = Merchant::new(server.fact("url"), server.fact("api_key"));
    // Of what happened before there were endpoints, nobody is told.
    let before = merchant.demo()?;
    let receivers = Receivers::open()?;
    let endpoints = open_endpoints(&merchant, &receivers)?;

    let calm = trial.events / 4;
    let mut deeds = live(&merchant, 0..calm)?;
    let (stormy, server) = storm(&place, server, trial, &merchant)?;
    deeds.extend(stormy);
    let told = |events: usize| events.saturating_sub(before) * endpoints.len();
    let mended = wait(&merchant, &receivers, &endpoints, told, trial.patience)?;
    drop(server);

    let server = place.start()?;
    let mut events = merchant.events()?;
    drop(server);
    check_sequence(&events)?;
    events.drain(..before.min(events.len()));
    println!("{} events, {} kills, {mended} times an endpoint was opened again", events.len(), trial.kills);
    check_deeds(&events, &deeds)?;
    let happened: BTreeSet<_> = events.iter().map(|event| event.id.clone()).collect();
    let receipts = receivers.receipts();
    audit::report(&happened, &receipts)?;
    let lags = lags(&events, &deeds, &receipts);
    let (calm, storm) = lags.split_at(calm.min(lags.len()));
    println!();
    let storm = Row::new("first attempt, also while killed", storm.to_vec());
    println!("{}", storm.line(Duration::MAX));
    report(&[Row::new("first attempt, in peace", calm.to_vec())], trial.budget)
}

/// One for each habit: its id.
fn open_endpoints(merchant: &Merchant, receivers: &Receivers) -> Result<Vec<String>> {
    let open = |habit: Habit| {
        let (id, secret) = merchant.endpoint(&format!("{}/{}", receivers.url, habit.name()))?;
        receivers.trust(habit, secret);
        Ok(id)
    };
    Habit::ALL.into_iter().map(open).collect()
}

/// Makes a link, renames it, makes the next one.
fn live(merchant: &Merchant, numbers: std::ops::Range<usize>) -> Result<Vec<Deed>> {
    let mut deeds: Vec<Deed> = Vec::new();
    for number in numbers {
        let deed = match deeds.last() {
            Some(last) if last.kind == "payment_link.created" => {
                let link = last.link.clone();
                merchant.rename(&link, &format!("Link {number}"))?
            }
            _ => merchant.create(&format!("INV-{number}"))?,
        };
        deeds.push(deed);
        std::thread::sleep(PACE);
    }
    Ok(deeds)
}

/// The rest of the events, while the server is killed at moments that have nothing to do with them.
fn storm(place: &Place, server: Server, trial: Trial, merchant: &Merchant) -> Result<(Vec<Deed>, Server)> {
    std::thread::scope(|scope| {
        let killer = scope.spawn(|| kill(place, server, trial.kills));
        let deeds = live(merchant, trial.events / 4..trial.events)?;
        let server = killer.join().map_err(|_| anyhow::anyhow!("the killer died"))??;
        Ok((deeds, server))
    })
}

fn kill(place: &Place, mut server: Server, kills: usize) -> Result<Server> {
    for number in 0..kills {
        // From 0.3 s after it was ready to 2 s, in no order.
        let millis = 300 + (number * 1_237) % 1_700;
        std::thread::sleep(Duration::from_millis(millis.try_into().unwrap_or_default()));
        drop(server);
        server = place.start()?;
    }
    Ok(server)
}

/// Waits until every receiver has everything, and opens endpoints again meanwhile. Tells how often.
fn wait(
    merchant: &Merchant,
    receivers: &Receivers,
    endpoints: &[String],
    told: impl Fn(usize) -> usize,
    patience: Duration,
) -> Result<usize> {
    let (began, mut mended, mut shown) = (Instant::now(), 0, Instant::now());
    loop {
        for endpoint in endpoints {
            mended += usize::from(merchant.mend(endpoint, EVER)?);
        }
        let (delivered, due) = (receivers.delivered(), told(merchant.events()?.len()));
        if delivered >= due || began.elapsed() > patience {
            return Ok(mended);
        }
        if shown.elapsed() > Duration::from_secs(10) {
            println!("{delivered} of {due} delivered");
            shown = Instant::now();
        }
        std::thread::sleep(LOOK);
    }
}

/// 1, 2, 3 and so on.
fn check_sequence(events: &[Told]) -> Result<()> {
    for (event, expected) in events.iter().zip(1..) {
        if event.sequence != expected {
            bail!("the event {} stands at {}, not at {expected}", event.id, event.sequence);
        }
    }
    Ok(())
}

/// Everything that was acknowledged is an event.
fn check_deeds(events: &[Told], deeds: &[Deed]) -> Result<()> {
    let told: BTreeSet<_> = events.iter().map(|event| (event.kind.as_str(), event.link.as_str())).collect();
    let missing = deeds.iter().filter(|deed| !told.contains(&(deed.kind, deed.link.as_str()))).count();
    if missing > 0 {
        bail!("{missing} of {} deeds were acknowledged and are no event", deeds.len());
    }
    Ok(())
}

/// From the request that made an event to its arrival at the receiver that always answers: more than from its
/// commit. In the order of the deeds.
fn lags(events: &[Told], deeds: &[Deed], receipts: &[audit::Receipt]) -> Vec<Duration> {
    let ids: HashMap<_, _> =
        events.iter().map(|event| ((event.kind.as_str(), event.link.as_str()), &event.id)).collect();
    let mut arrived = HashMap::new();
    for receipt in receipts.iter().filter(|receipt| receipt.habit == Habit::Answers) {
        arrived.entry(&receipt.id).or_insert(receipt.at);
    }
    let lag = |deed: &Deed| {
        let id = ids.get(&(deed.kind, deed.link.as_str()))?;
        Some(arrived.get(id)?.saturating_duration_since(deed.began))
    };
    deeds.iter().filter_map(lag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(sequence: u64, kind: &str) -> Told {
        Told { id: format!("evt_{sequence}"), sequence, kind: kind.to_owned(), link: "plink_1".to_owned() }
    }

    #[test]
    fn a_gap_a_double_and_a_deed_without_an_event_are_noticed() {
        let (made, renamed) = ("payment_link.created", "payment_link.updated");
        assert!(check_sequence(&[told(1, made), told(2, renamed)]).is_ok());
        assert!(check_sequence(&[told(1, made), told(3, renamed)]).is_err());
        assert!(check_sequence(&[told(1, made), told(1, renamed)]).is_err());
        let deed = Deed { kind: renamed, link: "plink_1".to_owned(), began: Instant::now() };
        assert!(check_deeds(&[told(1, renamed)], std::slice::from_ref(&deed)).is_ok());
        assert!(check_deeds(&[told(1, made)], &[deed]).is_err());
    }
}
