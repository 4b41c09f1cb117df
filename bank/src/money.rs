//! Amounts as the wire writes them, `"150.00"`, and as the books count them: whole minor units.

use serde::{Deserialize, Serialize};

/// Currencies that do not have two decimals.
const NONE: &[&str] = &[
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
    "XOF", "XPF",
];
const THREE: &[&str] = &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];
const FOUR: &[&str] = &["CLF", "UYW"];

/// An amount in minor units of a currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Money {
    pub(crate) minor: i64,
    pub(crate) currency: String,
}

/// How many decimals a currency has.
pub(crate) fn exponent(currency: &str) -> u32 {
    if NONE.contains(&currency) {
        0
    } else if THREE.contains(&currency) {
        3
    } else if FOUR.contains(&currency) {
        4
    } else {
        2
    }
}

/// Whether a text is shaped like a currency code.
pub(crate) fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())
}

impl Money {
    /// Reads `^\d{1,13}(\.\d{1,5})?$`; digits beyond the currency's decimals must be zero, and the
    /// amount above zero.
    pub(crate) fn parse(amount: &str, currency: &str) -> Option<Self> {
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (whole, fraction) = amount.split_once('.').unwrap_or((amount, "0"));
        if !is_currency(currency) || !digits(whole, 13) || !digits(fraction, 5) {
            return None;
        }
        let places = exponent(currency) as usize;
        let (kept, rest) = fraction.split_at(fraction.len().min(places));
        if rest.bytes().any(|byte| byte != b'0') {
            return None;
        }
        let minor: i64 = format!("{whole}{kept:0<places$}").parse().ok()?;
        (minor > 0).then(|| Self { minor, currency: currency.to_owned() })
    }

    /// So many hundredths of the currency's unit, whatever its decimals.
    pub(crate) fn hundredths(hundredths: i64, currency: &str) -> Self {
        let minor = match exponent(currency) {
            0 => hundredths / 100,
            places => hundredths * 10_i64.pow(places - 2),
        };
        Self { minor, currency: currency.to_owned() }
    }

    /// The number alone, with the given marks between thousands and before the decimals.
    pub(crate) fn number(&self, thousands: &str, point: &str) -> String {
        let unit = 10_u64.pow(exponent(&self.currency));
        let (whole, fraction) = (self.minor.unsigned_abs() / unit, self.minor.unsigned_abs() % unit);
        let mut text = String::from(if self.minor < 0 { "−" } else { "" });
        let digits = whole.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(thousands);
            }
            text.push(digit);
        }
        if unit > 1 {
            text.push_str(point);
            text.push_str(&format!("{fraction:0width$}", width = exponent(&self.currency) as usize));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_by_the_decimals_of_their_currency() {
        let minor = |amount, currency| Money::parse(amount, currency).map(|money| money.minor);
        assert_eq!(minor("150.00", "AED"), Some(15_000));
        assert_eq!(minor("150", "AED"), Some(15_000));
        assert_eq!(minor("150.5", "AED"), Some(15_050));
        assert_eq!(minor("1.234", "KWD"), Some(1_234));
        assert_eq!(minor("150", "JPY"), Some(150));
        assert_eq!(minor("150.00000", "JPY"), Some(150));
        for (amount, currency) in [
            ("0.00", "AED"),
            ("1.005", "AED"),
            ("-1", "AED"),
            ("1.", "AED"),
            (".5", "AED"),
            ("1", "aed"),
            ("1,0", "AED"),
        ] {
            assert_eq!(minor(amount, currency), None, "{amount} {currency}");
        }
    }

    #[test]
    fn numbers_are_written_for_people() {
        let number = |minor, currency: &str| Money { minor, currency: currency.into() }.number(",", ".");
        assert_eq!(number(123_456_789, "AED"), "1,234,567.89");
        assert_eq!(number(5, "KWD"), "0.005");
        assert_eq!(number(1_000, "JPY"), "1,000");
        assert_eq!(Money::hundredths(2_481_620, "KWD").number("", "."), "24816.200");
        assert_eq!(Money::hundredths(2_481_620, "JPY").number("", "."), "24816");
    }
}
