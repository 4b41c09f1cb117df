//! How many streams there may be, and their end: of all when the server stops, of a session's when it is signed out.
//!
//! Each holds a connection, so there is a bound for one page or session, for one address, and for customers and
//! merchants apart: neither can take the other's. Who finds no seat asks now and then instead.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use engine::Error;
use tokio::sync::watch;

use crate::{problem::Problem, rates::site};

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
/// Streams of one address: an office or a classroom behind it finds room, and it cannot take everyone's.
const MOST_OF_ADDRESS: usize = 150;
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
    addresses: HashMap<IpAddr, usize>,
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

    /// How many there are.
    pub fn count(&self) -> usize {
        let seats = self.0.lock();
        seats.customers + seats.merchants
    }

    /// Ends every stream: a server that stops does not wait for who only listens.
    pub fn close(&self) {
        self.0.closed.send_replace(true);
    }

    /// A seat for one stream, free again when it is dropped. `address` is of who asks, where it is known.
    pub(super) fn take(&self, who: Who, address: Option<IpAddr>) -> Result<Seat, Problem> {
        // A proxy on this machine that nobody has called trusted stands for everyone.
        let address = address.filter(|address| !address.to_canonical().is_loopback()).map(site);
        let mut seats = self.0.lock();
        if *seats.side(&who) >= MOST {
            return Err(Error::Busy.into());
        }
        let of_address =
            address.and_then(|address| seats.addresses.get(&address)).copied().unwrap_or_default();
        if of_address >= MOST_OF_ADDRESS {
            return Err(Error::Throttled { retry_after_seconds: AGAIN }.into());
        }
        let new = || Taken { count: 0, ended: watch::Sender::new(false) };
        let taken = seats.taken.entry(who.clone()).or_insert_with(new);
        if taken.count >= who.most() {
            return Err(Error::Throttled { retry_after_seconds: AGAIN }.into());
        }
        taken.count += 1;
        let ended = taken.ended.subscribe();
        *seats.side(&who) += 1;
        if let Some(address) = address {
            *seats.addresses.entry(address).or_default() += 1;
        }
        Ok(Seat { streams: self.0.clone(), closed: self.0.closed.subscribe(), ended, who, address })
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
    address: Option<IpAddr>,
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
        let Some(address) = self.address else { return };
        if let Some(count) = seats.addresses.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                seats.addresses.remove(&address);
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
        let mut seats: Vec<_> = (0..10).map(|_| streams.take(page(0), None).unwrap()).collect();
        assert_eq!(streams.take(page(0), None).err().unwrap().status(), 429);
        seats.pop();
        seats.push(streams.take(page(0), None).unwrap());
        while let Ok(seat) = streams.take(page(seats.len() / 10), None) {
            seats.push(seat);
        }
        assert_eq!(seats.len(), MOST);
        assert_eq!(streams.take(Who::Link("spring".to_owned()), None).err().unwrap().status(), 503);
        let mut merchant = streams.take(Who::Session("s".to_owned()), None).unwrap();
        seats.clear();
        streams.take(Who::Link("spring".to_owned()), None).unwrap();
        streams.close();
        merchant.closed().await;
    }

    #[test]
    fn one_address_cannot_take_the_seats_of_all() {
        let streams = Streams::new();
        let from = |address: &str| Some(address.parse::<IpAddr>().unwrap());
        let page = |number: usize| Who::Usage(format!("token-{number}"));
        let mut seats: Vec<_> = (0..MOST_OF_ADDRESS)
            .map(|n| streams.take(page(n), from(&format!("2001:db8::{n:x}"))).unwrap())
            .collect();
        assert_eq!(streams.take(page(500), from("2001:db8::ffff")).err().unwrap().status(), 429);
        streams.take(page(500), from("2001:db8:0:1::1")).unwrap();
        seats.pop();
        streams.take(page(500), from("2001:db8::ffff")).unwrap();
    }
}
