//! The deliveries that are under way on this server, and how many may be.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use domain::id::EndpointId;
use ipnet::IpNet;
use tokio_util::task::TaskTracker;

use super::send::Sender;
use crate::{Error, Result};

/// Deliveries under way at once.
const AT_ONCE: usize = 200;
/// To one endpoint: so one that hangs leaves the others their places.
const TO_ONE: usize = 10;
/// To one that is failing.
const TO_A_FAILING_ONE: usize = 2;

/// Those who are under way, and what they send with.
pub(crate) struct Couriers {
    allow: Vec<IpNet>,
    sender: OnceLock<Sender>,
    /// One for each attempt.
    pub(crate) tasks: TaskTracker,
    under_way: Mutex<HashMap<EndpointId, usize>>,
}

impl Couriers {
    pub fn new(allow: Vec<IpNet>) -> Self {
        Self { allow, sender: OnceLock::new(), tasks: TaskTracker::new(), under_way: Mutex::default() }
    }

    /// What carries requests; made when the first is sent.
    pub fn sender(&self) -> Result<&Sender> {
        if let Some(sender) = self.sender.get() {
            return Ok(sender);
        }
        // An earlier installation in this process is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let sender = Sender::system(self.allow.clone()).map_err(Error::internal)?;
        Ok(self.sender.get_or_init(|| sender))
    }

    /// How many more may set out to each of these endpoints, of which some are failing. Those that nobody is on the way
    /// to come first.
    pub fn places(&self, mut due: Vec<(EndpointId, bool)>) -> Vec<(EndpointId, usize)> {
        let under_way = self.count();
        let on_the_way = |endpoint: &EndpointId| under_way.get(endpoint).copied().unwrap_or_default();
        let mut left = AT_ONCE.saturating_sub(under_way.values().sum());
        due.sort_by_key(|(endpoint, _)| on_the_way(endpoint));
        let places = due.into_iter().map(|(endpoint, is_failing)| {
            let most = if is_failing { TO_A_FAILING_ONE } else { TO_ONE };
            let places = most.saturating_sub(on_the_way(&endpoint)).min(left);
            left -= places;
            (endpoint, places)
        });
        places.filter(|(_, places)| *places > 0).collect()
    }

    /// Counts one more until what is answered is dropped.
    pub fn set_out(self: &Arc<Self>, endpoint: EndpointId) -> OnTheWay {
        *self.count().entry(endpoint).or_default() += 1;
        OnTheWay { couriers: Arc::clone(self), endpoint }
    }

    fn count(&self) -> MutexGuard<'_, HashMap<EndpointId, usize>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One delivery that is under way.
pub(crate) struct OnTheWay {
    couriers: Arc<Couriers>,
    endpoint: EndpointId,
}

impl Drop for OnTheWay {
    fn drop(&mut self) {
        let mut under_way = self.couriers.count();
        if let Some(count) = under_way.get_mut(&self.endpoint) {
            *count -= 1;
            if *count == 0 {
                under_way.remove(&self.endpoint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(n: u128) -> EndpointId {
        EndpointId::from_uuid(uuid::Uuid::from_u128(n))
    }

    fn places(couriers: &Couriers, n: u128, is_failing: bool) -> usize {
        couriers.places(vec![(endpoint(n), is_failing)]).first().map_or(0, |(_, places)| *places)
    }

    #[test]
    fn one_endpoint_never_takes_all_places() {
        let couriers = Arc::new(Couriers::new(Vec::new()));
        let mut out: Vec<_> = (0..TO_ONE).map(|_| couriers.set_out(endpoint(1))).collect();
        assert_eq!(places(&couriers, 1, false), 0);
        assert_eq!(places(&couriers, 2, false), TO_ONE);
        assert_eq!(places(&couriers, 2, true), TO_A_FAILING_ONE);
        out.pop();
        assert_eq!(places(&couriers, 1, false), 1);
        assert_eq!(places(&couriers, 1, true), 0);
    }

    #[test]
    fn all_together_are_bounded_and_places_come_back() {
        let couriers = Arc::new(Couriers::new(Vec::new()));
        let many = couriers.places((0..100).map(|n| (endpoint(n), false)).collect());
        assert_eq!(many.iter().map(|(_, places)| places).sum::<usize>(), AT_ONCE);
        let out: Vec<_> = (0..AT_ONCE).map(|n| couriers.set_out(endpoint(n as u128))).collect();
        assert_eq!(places(&couriers, u128::MAX, false), 0);
        drop(out);
        assert_eq!(places(&couriers, u128::MAX, false), TO_ONE);
        assert!(couriers.count().is_empty());
    }

    #[test]
    fn who_waits_comes_before_who_is_served() {
        let couriers = Arc::new(Couriers::new(Vec::new()));
        let _served = couriers.set_out(endpoint(1));
        let order: Vec<_> = couriers.places(vec![(endpoint(1), false), (endpoint(2), false)]);
        assert_eq!(order, [(endpoint(2), TO_ONE), (endpoint(1), TO_ONE - 1)]);
    }
}
