//! How guessing passwords is slowed, by what was tried, whether or not there is such a user.

use domain::Timestamp;

/// Tries that cost no waiting.
const FREE: i64 = 5;
/// What the first wait takes; each further try doubles it.
const FIRST_WAIT: i64 = 15_000;
/// The longest wait.
const LONGEST_WAIT: i64 = 15 * 60_000;
/// Tries are forgotten after so long without one.
pub const MEMORY: i64 = 24 * 3_600_000;

/// The tries so far that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    pub count: i64,
    pub last_at: Timestamp,
}

impl Failures {
    /// Counts one more try at `now`, or says how many milliseconds are to be waited first.
    pub fn another(self, now: Timestamp) -> Result<Self, i64> {
        let since = now.since(self.last_at);
        if since >= MEMORY {
            return Ok(Self { count: 1, last_at: now });
        }
        let left = wait(self.count) - since;
        if left > 0 {
            return Err(left);
        }
        Ok(Self { count: self.count + 1, last_at: now })
    }
}

/// How long to wait after so many tries, in milliseconds.
fn wait(count: i64) -> i64 {
    if count < FREE {
        return 0;
    }
    let doublings = (count - FREE).min(10);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_quarter_of_an_hour() {
        let waits: Vec<_> = (0..14).map(wait).map(|millis| millis / 1_000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(wait(i64::MAX), LONGEST_WAIT);
    }

    #[test]
    fn the_sixth_try_waits_and_says_how_long() {
        let at = Timestamp::from_millis;
        let five = Failures { count: 5, last_at: at(1_000) };
        assert_eq!(five.another(at(1_000)), Err(15_000));
        assert_eq!(five.another(at(15_999)), Err(1));
        assert_eq!(five.another(at(16_000)), Ok(Failures { count: 6, last_at: at(16_000) }));
        let old = Failures { count: 50, last_at: at(0) };
        assert_eq!(old.another(at(MEMORY)), Ok(Failures { count: 1, last_at: at(MEMORY) }));
    }
}
