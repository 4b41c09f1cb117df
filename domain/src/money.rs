//! Exact amounts: minor units and a currency, never a float.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Currency;

/// Most digits before the point.
const WHOLE_DIGITS: usize = 9;

/// An amount above zero, in minor units of its currency (`DESIGN` §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAmount {
    #[error("write the amount in digits with a point before the fraction, such as 150.00")]
    Malformed,
    #[error("{currency} has {exponent} digits after the point, not more")]
    TooPrecise { currency: Currency, exponent: u32 },
    #[error("the amount must be above 0")]
    NotPositive,
    #[error("the amount has at most {WHOLE_DIGITS} digits before the point")]
    TooLarge,
}

impl Money {
    /// From minor units: 15000 is AED 150.00.
    pub fn try_new(minor: i64, currency: Currency) -> Result<Self, InvalidAmount> {
        let limit = 10_i64.pow(9).saturating_mul(currency.scale());
        match minor {
            ..=0 => Err(InvalidAmount::NotPositive),
            minor if minor >= limit => Err(InvalidAmount::TooLarge),
            minor => Ok(Self { minor, currency }),
        }
    }

    /// Reads a decimal string such as `150.00`, `150` or `0.5`; the fraction may be shorter than the
    /// currency's, never longer.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, InvalidAmount> {
        let (whole, fraction) = parts(text)?;
        let exponent = currency.exponent();
        if fraction.len() > exponent as usize {
            return Err(InvalidAmount::TooPrecise { currency, exponent });
        }
        let minor = format!("0{whole}{fraction:0<width$}", width = exponent as usize);
        Self::try_new(minor.parse().map_err(|_| InvalidAmount::TooLarge)?, currency)
    }

    /// What is wrong with a decimal string in whatever currency, so that it can be told when that is wrong too.
    pub fn check(text: &str) -> Result<(), InvalidAmount> {
        parts(text).map(drop)
    }

    /// Minor units: 15000 for AED 150.00.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The decimal string of the API, with the currency's full fraction: `150.00`.
    pub fn decimal(self) -> String {
        let exponent = self.currency.exponent() as usize;
        let digits = format!("{:0>width$}", self.minor, width = exponent + 1);
        let (whole, fraction) = digits.split_at(digits.len() - exponent);
        if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
    }
}

/// The digits before the point, without leading zeros, and those behind it.
fn parts(text: &str) -> Result<(&str, &str), InvalidAmount> {
    if text.starts_with('-') && text[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return Err(InvalidAmount::NotPositive);
    }
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || fraction.is_some_and(|part| !digits(part)) {
        return Err(InvalidAmount::Malformed);
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.unwrap_or_default());
    if whole.len() > WHOLE_DIGITS {
        return Err(InvalidAmount::TooLarge);
    }
    let is_zero = whole.is_empty() && fraction.bytes().all(|digit| digit == b'0');
    if is_zero { Err(InvalidAmount::NotPositive) } else { Ok((whole, fraction)) }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.decimal())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str, code: &str) -> Result<Money, InvalidAmount> {
        Money::parse(text, code.parse().unwrap())
    }

    proptest! {
        #[test]
        fn the_decimal_string_round_trips(minor in 1_i64..1_000_000_000, code in prop::sample::select(vec!["AED", "KWD", "JPY", "GBP"])) {
            let money = Money::try_new(minor, code.parse().unwrap()).unwrap();
            prop_assert_eq!(Money::parse(&money.decimal(), money.currency()), Ok(money));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = parse(&text, "AED");
        }
    }

    #[test]
    fn each_currency_keeps_its_own_fraction() {
        for (text, code, minor, decimal) in [
            ("150.00", "AED", 15_000, "150.00"),
            ("150", "AED", 15_000, "150.00"),
            ("0.5", "AED", 50, "0.50"),
            ("1.234", "KWD", 1_234, "1.234"),
            ("0.001", "KWD", 1, "0.001"),
            ("150", "JPY", 150, "150"),
            ("999999999.99", "AED", 99_999_999_999, "999999999.99"),
            ("0000000000150.00", "AED", 15_000, "150.00"),
        ] {
            let money = parse(text, code).unwrap();
            assert_eq!((money.minor(), money.decimal().as_str()), (minor, decimal), "{text} {code}");
        }
    }

    #[test]
    fn bad_amounts_say_what_is_wrong() {
        for (text, code, error) in [
            ("0", "AED", InvalidAmount::NotPositive),
            ("0.00", "AED", InvalidAmount::NotPositive),
            ("-5.00", "AED", InvalidAmount::NotPositive),
            ("1000000000", "AED", InvalidAmount::TooLarge),
            ("99999999999999999999999", "AED", InvalidAmount::TooLarge),
            ("", "AED", InvalidAmount::Malformed),
            ("1,50", "AED", InvalidAmount::Malformed),
            ("1.", "AED", InvalidAmount::Malformed),
            (".5", "AED", InvalidAmount::Malformed),
            ("1e3", "AED", InvalidAmount::Malformed),
            ("+5", "AED", InvalidAmount::Malformed),
            ("١٥٠", "AED", InvalidAmount::Malformed),
        ] {
            assert_eq!(parse(text, code), Err(error.clone()), "{text}");
            assert_eq!(Money::check(text), Err(error), "{text}");
        }
        assert_eq!(Money::check("1.234"), Ok(()), "that is for the currency to say");
        assert!(matches!(parse("1.234", "AED"), Err(InvalidAmount::TooPrecise { exponent: 2, .. })));
        assert!(matches!(parse("1.5", "JPY"), Err(InvalidAmount::TooPrecise { exponent: 0, .. })));
    }
}
