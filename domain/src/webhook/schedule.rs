//! When a delivery is tried again, and when an endpoint is given up.

use super::DisabledReason;
use crate::Timestamp;

/// Attempts of one delivery before it is given up.
pub const ATTEMPTS: u32 = 10;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The waits between the attempts: about three days in all.
const WAITS: [i64; ATTEMPTS as usize - 1] =
    [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, DAY];

/// The longest wait that an endpoint may ask for with `Retry-After`, where the schedule has a shorter one.
const LONGEST_ASKED: i64 = HOUR;

/// An endpoint that has known nothing but failures for this long is disabled.
const PATIENCE: i64 = 5 * DAY;

/// How many milliseconds to wait after the `failed`th failed attempt; `None` when it was the last.
///
/// `luck` is any random number: it moves the wait by up to a tenth either way, so that what failed together is
/// not tried again together. A `Retry-After` makes a wait longer, never shorter, and not beyond an hour.
pub fn wait_before(failed: u32, luck: u32, retry_after_seconds: Option<u64>) -> Option<i64> {
    let place = usize::try_from(failed.checked_sub(1)?).ok()?;
    let wait = WAITS.get(place)? / 1_000 * (900 + i64::from(luck % 201));
    let asked = retry_after_seconds.map_or(0, |seconds| {
        i64::try_from(seconds).map_or(LONGEST_ASKED, |seconds| seconds.saturating_mul(SECOND))
    });
    Some(wait.max(asked.min(LONGEST_ASKED)))
}

/// Whether an endpoint is disabled after one more failure: it has failed since then, without a success between.
pub const fn is_given_up(failing_since: Timestamp, now: Timestamp) -> Option<DisabledReason> {
    if now.since(failing_since) >= PATIENCE { Some(DisabledReason::Failing) } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_waits_are_those_of_the_document() {
        // `luck` 100 leaves a wait as it is.
        let waits: Vec<_> = (1..=ATTEMPTS).map(|failed| wait_before(failed, 100, None)).collect();
        let written = ["5 s", "1 min", "5 min", "30 min", "2 h", "6 h", "12 h", "24 h", "24 h", "given up"];
        let words: Vec<_> = waits.into_iter().map(in_words).collect();
        assert_eq!(words, written);
        let document = include_str!("../../../docs/webhooks.md");
        assert!(document.contains("5 s, 1 min, 5 min, 30 min, 2 h, 6 h, 12 h, 24 h and 24 h"));
        assert_eq!(wait_before(0, 100, None), None);
    }

    fn in_words(wait: Option<i64>) -> String {
        match wait {
            None => "given up".to_owned(),
            Some(wait) if wait < MINUTE => format!("{} s", wait / SECOND),
            Some(wait) if wait < HOUR => format!("{} min", wait / MINUTE),
            Some(wait) => format!("{} h", wait / HOUR),
        }
    }

    #[test]
    fn all_attempts_take_about_three_days() {
        let all = |luck| (1..ATTEMPTS).filter_map(|failed| wait_before(failed, luck, None)).sum::<i64>();
        assert!(all(0) > 61 * HOUR && all(200) < 76 * HOUR, "{} to {}", all(0), all(200));
    }

    #[test]
    fn an_endpoint_has_five_days() {
        let start = Timestamp::from_millis(1);
        assert_eq!(is_given_up(start, start.plus_millis(5 * DAY - 1)), None);
        assert_eq!(is_given_up(start, start.plus_millis(5 * DAY)), Some(DisabledReason::Failing));
    }

    proptest! {
        #[test]
        fn retry_after_only_lengthens_and_is_capped(
            failed in 1..ATTEMPTS, luck: u32, asked in proptest::option::of(any::<u64>()),
        ) {
            let plain = wait_before(failed, luck, None).unwrap();
            let wait = wait_before(failed, luck, asked).unwrap();
            prop_assert!(wait >= plain && wait <= plain.max(LONGEST_ASKED));
            if let Some(asked) = asked.filter(|asked| *asked <= 3_600) {
                prop_assert!(wait >= i64::try_from(asked).unwrap() * SECOND);
            }
        }

        #[test]
        fn luck_moves_a_wait_by_a_tenth_at_most(failed in 1..ATTEMPTS, luck: u32) {
            let (wait, middle) = (wait_before(failed, luck, None).unwrap(), wait_before(failed, 100, None).unwrap());
            prop_assert!((middle - wait).abs() * 10 <= middle);
        }
    }
}
