//! How many streams there may be, and their end: of all when the server stops, of a session's when it is signed out.
//!
//! Each holds a connection, so there is a bound for one page or session, and one for customers and merchants
//! apart: neither can take the other's. Who finds no seat asks now and then instead.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use engine::Error;
use tokio::sync::watch;

use crate::problem::Problem;

/// Who listens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// A session of the dashboard.
    Session(String),
    /// The page of a usage.
    Usage(String),
    /// Everyone who waits for a place of a link.
    Link(String),
}

impl Who {
    /// Browsers open few connections to one host, and close the stream of a page that is not looked at.
    const fn most(&self) -> usize {
        match self {
            Self::Session(_) => 20,
            Self::Usage(_) => 10,
            Self::Link(_) => 100,
        }
    }

    const fn is_customer(&self) -> bool {
        matches!(self, Self::Usage(_) | Self::Link(_))
    }
}

/// Streams of all customers, or of all merchants.
const MOST: usize = 500;
/// Seconds after which who found no seat may try again.
const AGAIN: u64 = 30;

/// All streams of this server. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Streams(Arc<Inner>);

struct Inner {
    seats: Mutex<Seats>,
    closed: watch::Sender<bool>,
}

#[derive(Default)]
struct Seats {
    taken: HashMap<Who, Taken>,
    customers: usize,
    merchants: usize,
}

/// The seats of one page or session.
struct Taken {
    count: usize,
    ended: watch::Sender<bool>,
}

impl Seats {
    const fn side(&mut self, who: &Who) -> &mut usize {
        if who.is_customer() { &mut self.customers } else { &mut self.merchants }
    }
}

impl Streams {
    pub fn new() -> Self {
        Self(Arc::new(Inner { seats: Mutex::default(), closed: watch::Sender::new(false) }))
    }

    /// Ends every stream: a server that stops does not wait for who only listens.
    pub fn close(&self) {
        self.0.closed.send_replace(true);
    }

    /// A seat for one stream, free again when it is dropped.
    pub(super) fn take(&self, who: Who) -> Result<Seat, Problem> {
        let mut seats = self.0.lock();
        if *seats.side(&who) >= MOST {
            return Err(Error::Busy.into());
        }
        let new = || Taken { count: 0, ended: watch::Sender::new(false) };
        let taken = seats.taken.entry(who.clone()).or_insert_with(new);
        if taken.count >= who.most() {
            return Err(Error::Throttled { retry_after_seconds: AGAIN }.into());
        }
        taken.count += 1;
        let ended = taken.ended.subscribe();
        *seats.side(&who) += 1;
        Ok(Seat { streams: self.0.clone(), closed: self.0.closed.subscribe(), ended, who })
    }

    /// Ends the streams of a session on this server. Other servers find out with their next heartbeat.
    pub fn end_session(&self, csrf: &str) {
        if let Some(taken) = self.0.lock().taken.get(&Who::Session(csrf.to_owned())) {
            taken.ended.send_replace(true);
        }
    }
}

impl Inner {
    fn lock(&self) -> MutexGuard<'_, Seats> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to one stream.
pub(super) struct Seat {
    streams: Arc<Inner>,
    closed: watch::Receiver<bool>,
    ended: watch::Receiver<bool>,
    who: Who,
}

impl Seat {
    /// Done when every stream ends, or those of this session do.
    pub async fn closed(&mut self) {
        tokio::select! {
            _ = self.closed.wait_for(|closed| *closed) => {}
            _ = self.ended.wait_for(|ended| *ended) => {}
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.streams.lock();
        *seats.side(&self.who) -= 1;
        if let Some(taken) = seats.taken.get_mut(&self.who) {
            taken.count -= 1;
            if taken.count == 0 {
                seats.taken.remove(&self.who);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_page_takes_no_seat_of_another_and_customers_none_of_merchants() {
        let streams = Streams::new();
        let page = |number: usize| Who::Usage(format!("token-{number}"));
        let mut seats: Vec<_> = (0..10).map(|_| streams.take(page(0)).unwrap()).collect();
        assert_eq!(streams.take(page(0)).err().unwrap().status(), 429);
        seats.pop();
        seats.push(streams.take(page(0)).unwrap());
        while let Ok(seat) = streams.take(page(seats.len() / 10)) {
            seats.push(seat);
        }
        assert_eq!(seats.len(), MOST);
        assert_eq!(streams.take(Who::Link("spring".to_owned())).err().unwrap().status(), 503);
        let mut merchant = streams.take(Who::Session("s".to_owned())).unwrap();
        seats.clear();
        streams.take(Who::Link("spring".to_owned())).unwrap();
        streams.close();
        merchant.closed().await;
    }
}
