//! How often somebody may ask: a bucket for each API key, for each address that asks unknown, and for each link
//! that is paid. A bucket refills evenly; a full one lets a burst through.
//!
//! Buckets are this server's own and live in memory. One that has refilled is forgotten, and their number is bounded.

use std::{
    hash::{BuildHasher as _, Hash, RandomState},
    net::IpAddr,
    num::NonZeroU32,
    time::Duration,
};

use domain::id::KeyId;
use engine::Maker;
use governor::{
    Quota, RateLimiter,
    clock::Clock,
    middleware::{StateInformationMiddleware, StateSnapshot},
    nanos::Nanos,
    state::keyed::DashMapStateStore,
};

/// Buckets of one kind at the most; who comes when there are more shares one with others who do.
const MOST: usize = 100_000;
/// Buckets that are shared then: so many that whoever fills the memory empties few of them.
const SHARED: u64 = 4_096;

/// How fast a bucket refills and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub per_second: NonZeroU32,
    pub burst: NonZeroU32,
}

impl Rate {
    /// `None` when one of the two is 0.
    pub const fn try_new(per_second: u32, burst: u32) -> Option<Self> {
        match (NonZeroU32::new(per_second), NonZeroU32::new(burst)) {
            (Some(per_second), Some(burst)) => Some(Self { per_second, burst }),
            _ => None,
        }
    }
}

/// What an operator sets; `None` is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimits {
    /// Of one API key.
    pub key: Option<Rate>,
    /// Of one address: forms of customers and of signing in, and requests without a valid key.
    pub ip: Option<Rate>,
    /// Of one link: how often Pay is pressed.
    pub link: Option<Rate>,
}

impl RateLimits {
    pub const OFF: Self = Self { key: None, ip: None, link: None };
    /// No busy shop comes near them: many customers may share an address, and a sale may begin at noon.
    pub const DEFAULT: Self =
        Self { key: Rate::try_new(50, 100), ip: Rate::try_new(20, 60), link: Rate::try_new(100, 500) };
}

/// How full a bucket is after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Requests that a full bucket lets through at once.
    pub limit: u32,
    pub remaining: u32,
    /// Seconds until it is full again.
    pub reset: u64,
}

/// A request too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMany {
    pub standing: Standing,
    pub retry_after_seconds: u64,
}

/// Where a request stands; `None` where there is no limit.
pub(crate) type Counted = Result<Option<Standing>, TooMany>;

/// All buckets.
pub(crate) struct Rates {
    keys: Option<Buckets<KeyId>>,
    addresses: Option<Buckets<IpAddr>>,
    links: Option<Buckets<String>>,
}

impl Rates {
    pub fn new(limits: RateLimits, make: &Maker) -> Self {
        Self {
            keys: limits.key.map(|rate| Buckets::new(rate, make)),
            addresses: limits.ip.map(|rate| Buckets::new(rate, make)),
            links: limits.link.map(|rate| Buckets::new(rate, make)),
        }
    }

    /// Counts a request of an API key.
    pub fn key(&self, id: KeyId) -> Counted {
        count(self.keys.as_ref(), id)
    }

    /// Counts a request of an address.
    pub fn address(&self, address: IpAddr) -> Counted {
        count(self.addresses.as_ref(), site(address))
    }

    /// Counts a press on a link's Pay.
    pub fn link(&self, slug: &str) -> Counted {
        count(self.links.as_ref(), slug.to_owned())
    }

    /// Forgets every bucket that is full again.
    pub fn forget(&self) {
        self.keys.iter().for_each(Buckets::forget);
        self.addresses.iter().for_each(Buckets::forget);
        self.links.iter().for_each(Buckets::forget);
    }
}

fn count<K: Clone + Eq + Hash>(buckets: Option<&Buckets<K>>, key: K) -> Counted {
    buckets.map(|buckets| buckets.count(key)).transpose()
}

/// Whoever has one IPv6 address has at least 2⁶⁴ of them.
pub(crate) fn site(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, EngineClock, StateInformationMiddleware>;

/// Whose bucket it is.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Owner<K> {
    One(K),
    /// Of those who came too late for one of their own.
    Some(u64),
}

/// The buckets of one kind.
struct Buckets<K: Clone + Eq + Hash> {
    rate: Rate,
    clock: EngineClock,
    limiter: Limiter<Owner<K>>,
    spread: RandomState,
}

impl<K: Clone + Eq + Hash> Buckets<K> {
    fn new(rate: Rate, make: &Maker) -> Self {
        let clock = EngineClock(make.clone());
        let quota = Quota::per_second(rate.per_second).allow_burst(rate.burst);
        let limiter = Limiter::new(quota, DashMapStateStore::default(), clock.clone());
        Self { rate, clock, limiter, spread: RandomState::new() }
    }

    fn count(&self, key: K) -> Result<Standing, TooMany> {
        let has_room = self.limiter.len() < MOST;
        let owner = if has_room { Owner::One(key) } else { Owner::Some(self.spread.hash_one(key) % SHARED) };
        match self.limiter.check_key(&owner) {
            Ok(left) => Ok(self.standing(&left)),
            Err(early) => {
                let wait = early.wait_time_from(self.clock.now());
                let reset = self.seconds_for(self.rate.burst.get());
                let standing = Standing { limit: self.rate.burst.get(), remaining: 0, reset };
                Err(TooMany { standing, retry_after_seconds: whole_seconds(wait) })
            }
        }
    }

    fn standing(&self, left: &StateSnapshot) -> Standing {
        let (limit, remaining) = (self.rate.burst.get(), left.remaining_burst_capacity());
        Standing { limit, remaining, reset: self.seconds_for(limit.saturating_sub(remaining)) }
    }

    /// How long so many requests take to come back.
    fn seconds_for(&self, requests: u32) -> u64 {
        u64::from(requests.div_ceil(self.rate.per_second.get()))
    }

    fn forget(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
    }
}

/// Never 0, after which a client would try at once.
fn whole_seconds(wait: Duration) -> u64 {
    let begun = u64::from(wait.subsec_nanos() > 0);
    (wait.as_secs() + begun).max(1)
}

/// The engine's clock, so that tests move it.
#[derive(Clone)]
struct EngineClock(Maker);

impl Clock for EngineClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let millis = u64::try_from(self.0.now().millis()).unwrap_or_default();
        Duration::from_millis(millis).into()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use engine::{clock::SystemRng, testing::ManualClock};

    use super::*;

    fn rates(limits: RateLimits) -> (Rates, Arc<ManualClock>) {
        let clock = Arc::new(ManualClock::new());
        (Rates::new(limits, &Maker::new(clock.clone(), Arc::new(SystemRng))), clock)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_burst_passes_then_the_bucket_refills_evenly() {
        let (rates, clock) = rates(RateLimits { link: Rate::try_new(2, 4), ..RateLimits::OFF });
        let remaining = |_| rates.link("a").unwrap().unwrap().remaining;
        assert_eq!((0..4).map(remaining).collect::<Vec<_>>(), [3, 2, 1, 0]);
        let standing = Standing { limit: 4, remaining: 0, reset: 2 };
        assert_eq!(rates.link("a"), Err(TooMany { standing, retry_after_seconds: 1 }));
        assert!(rates.link("b").is_ok(), "another link has its own");
        clock.advance(Duration::from_millis(500));
        assert!(rates.link("a").is_ok());
        assert!(rates.link("a").is_err());
        clock.advance(Duration::from_secs(1));
        assert_eq!(rates.link("a").unwrap(), Some(Standing { limit: 4, remaining: 1, reset: 2 }));
    }

    #[test]
    fn a_slow_bucket_says_how_long_to_wait() {
        let (rates, _clock) = rates(RateLimits { ip: Rate::try_new(1, 3), ..RateLimits::OFF });
        for _ in 0..3 {
            rates.address(ip("192.0.2.1")).unwrap();
        }
        assert_eq!(rates.address(ip("192.0.2.1")).unwrap_err().retry_after_seconds, 1);
    }

    #[test]
    fn neighbours_of_one_ipv6_network_share_and_mapped_addresses_are_ipv4() {
        assert_eq!(site(ip("2001:db8:1:2:3:4:5:6")), site(ip("2001:db8:1:2::1")));
        assert_ne!(site(ip("2001:db8:1:2::1")), site(ip("2001:db8:1:3::1")));
        assert_eq!(site(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
        assert_ne!(site(ip("192.0.2.1")), site(ip("192.0.2.2")));
    }

    #[test]
    fn memory_is_bounded_and_given_back() {
        let (rates, clock) = rates(RateLimits { link: Rate::try_new(1, 1), ..RateLimits::OFF });
        for number in 0..MOST {
            rates.link(&number.to_string()).unwrap();
        }
        assert!(rates.link("one too many").is_ok());
        assert!(rates.link("one too many").is_err());
        for number in 0..100_000 {
            let _ = rates.link(&format!("another {number}"));
        }
        let buckets = |rates: &Rates| rates.links.as_ref().unwrap().limiter.len();
        assert_eq!(buckets(&rates), MOST + 4_096);
        clock.advance(Duration::from_secs(2));
        rates.forget();
        assert_eq!(buckets(&rates), 0);
        assert!(rates.link("has one of its own").is_ok());
    }

    #[test]
    fn off_is_off() {
        let (rates, _clock) = rates(RateLimits::OFF);
        assert!((0..10_000).all(|_| rates.address(ip("192.0.2.1")) == Ok(None)));
    }
}
