//! Time and randomness come from outside, so that tests move time and runs can be replayed.

use std::sync::{Arc, Mutex, PoisonError};

use domain::Timestamp;
use rand::{TryRng as _, rngs::SysRng};

/// Tells the time.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Fills bytes with randomness fit for secrets.
pub trait Rng: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's generator.
#[derive(Debug, Default)]
pub struct SystemRng;

impl Rng for SystemRng {
    #[expect(
        clippy::expect_used,
        reason = "without randomness no secret can be made: stopping is the only safe answer"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        SysRng.try_fill_bytes(bytes).expect("the operating system has no randomness");
    }
}

/// Makes ids and secrets from a clock and a generator.
#[derive(Clone)]
pub struct Maker {
    pub clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    last: Arc<Mutex<(i64, u128)>>,
}

impl Maker {
    pub fn new(clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Self {
        Self { clock, rng, last: Arc::new(Mutex::new((0, 0))) }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill(&mut bytes);
        bytes
    }

    /// A random token of 256 bits, URL-safe.
    pub fn token(&self) -> String {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A new id; ids of one process ascend even within a millisecond.
    pub fn uuid(&self) -> uuid::Uuid {
        let now = self.now().millis();
        let fresh = u128::from_be_bytes(self.bytes());
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        // Same or earlier millisecond: count on from the last random part instead of drawing a new one.
        let (millis, random) =
            if now > last.0 { (now, fresh >> 60) } else { (last.0, last.1 + 1 + (fresh >> 112)) };
        *last = (millis, random);
        let tail: [u8; 10] = random_part(random);
        uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or_default(), &tail)
            .into_uuid()
    }
}

/// Lays 68 or so bits into the ten bytes of a `UUIDv7` so that the version and variant bits, which
/// overwrite six of them, cost no order: the counter avoids those bits.
fn random_part(random: u128) -> [u8; 10] {
    let low = (random & ((1 << 62) - 1)) as u64;
    let high = ((random >> 62) & 0xfff) as u16;
    let mut bytes = [0; 10];
    bytes[..2].copy_from_slice(&high.to_be_bytes());
    bytes[2..].copy_from_slice(&low.to_be_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_within_a_millisecond() {
        struct Stopped;
        impl Clock for Stopped {
            fn now(&self) -> Timestamp {
                Timestamp::from_millis(1_700_000_000_000)
            }
        }
        let maker = Maker::new(Arc::new(Stopped), Arc::new(SystemRng));
        let ids: Vec<_> = (0..10_000).map(|_| maker.uuid()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }
}
