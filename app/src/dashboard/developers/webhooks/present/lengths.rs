//! Short lengths of time, as they are measured.

use domain::Locale;

use crate::i18n::{
    dashboard::{Unit, span},
    developers, fill,
};

/// `87 ms`, `1.4 s`, `3 minutes`, `2 days`.
pub fn length(locale: Locale, millis: i64) -> String {
    const SECOND: i64 = 1_000;
    const MINUTE: i64 = 60 * SECOND;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    let texts = developers::deliveries(locale);
    match millis.max(0) {
        short if short < SECOND => fill(texts.millis, &[("count", &short.to_string())]),
        short if short < MINUTE => {
            let tenths = short / 100;
            fill(texts.seconds, &[("count", &format!("{}.{}", tenths / 10, tenths % 10))])
        }
        long if long < HOUR => span(locale, long / MINUTE, Unit::Minute),
        long if long < DAY => span(locale, long / HOUR, Unit::Hour),
        long => span(locale, long / DAY, Unit::Day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_said_as_finely_as_it_matters() {
        let said =
            [0, 999, 1_000, 12_345, 60_000, 7_200_000, 3 * 86_400_000].map(|at| length(Locale::En, at));
        assert_eq!(said, ["0 ms", "999 ms", "1.0 s", "12.3 s", "1 minute", "2 hours", "3 days"]);
    }
}
