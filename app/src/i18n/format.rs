//! Amounts as people of each language write them. Latin digits everywhere, thousands grouped.

use domain::{Currency, Locale, Money};

/// No line may break between a number and its currency.
const NO_BREAK: char = '\u{a0}';
/// French groups thousands with a narrow space.
const NARROW_NO_BREAK: char = '\u{202f}';

/// An amount, ready to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// `1,234.50`
    pub number: String,
    /// The currency's code, or its Arabic sign.
    pub unit: String,
    /// Whether the unit stands before the number in reading order.
    pub unit_first: bool,
}

impl Amount {
    /// The amount in one piece, for sentences, buttons and titles: `AED 1,234.50`.
    pub fn text(&self) -> String {
        let Self { number, unit, unit_first } = self;
        if *unit_first { format!("{unit}{NO_BREAK}{number}") } else { format!("{number}{NO_BREAK}{unit}") }
    }
}

/// Writes an amount: `AED 150.00` in English, `150,00 AED` in French, `150.00 د.إ.` in Arabic.
pub fn amount(locale: Locale, money: Money) -> Amount {
    written(locale, &money.decimal(), money.currency().code())
}

/// A sum of amounts in minor units, which may be nothing or more than a link can ask for.
pub fn sum(locale: Locale, minor: i64, currency: Currency) -> String {
    let exponent = currency.exponent() as usize;
    let digits = format!("{minor:0>width$}", width = exponent + 1);
    let (whole, fraction) = digits.split_at(digits.len() - exponent);
    let decimal = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    written(locale, &decimal, currency.code()).text()
}

fn written(locale: Locale, decimal: &str, code: &'static str) -> Amount {
    let (group, point) = match locale {
        Locale::En | Locale::Ar => (',', '.'),
        Locale::Fr => (NARROW_NO_BREAK, ','),
    };
    Amount {
        number: grouped(decimal, group, point),
        unit: if locale == Locale::Ar { arabic_sign(code) } else { code }.to_owned(),
        unit_first: locale == Locale::En,
    }
}

/// An amount in one piece.
pub fn money(locale: Locale, money: Money) -> String {
    amount(locale, money).text()
}

/// A count with its thousands grouped.
pub fn count(locale: Locale, number: u64) -> String {
    let group = if locale == Locale::Fr { NARROW_NO_BREAK } else { ',' };
    grouped(&number.to_string(), group, '.')
}

fn grouped(decimal: &str, group: char, point: char) -> String {
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let mut text = String::with_capacity(decimal.len() + 4);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// The sign a currency has in Arabic, as CLDR gives it; other currencies keep their code.
fn arabic_sign(code: &'static str) -> &'static str {
    match code {
        "AED" => "د.إ.",
        "SAR" => "ر.س.",
        "QAR" => "ر.ق.",
        "KWD" => "د.ك.",
        "BHD" => "د.ب.",
        "OMR" => "ر.ع.",
        "EGP" => "ج.م.",
        "JOD" => "د.أ.",
        "LBP" => "ل.ل.",
        "IQD" => "د.ع.",
        "MAD" => "د.م.",
        "TND" => "د.ت.",
        "DZD" => "د.ج.",
        "LYD" => "د.ل.",
        "SYP" => "ل.س.",
        "YER" => "ر.ي.",
        "SDG" => "ج.س.",
        code => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(locale: Locale, text: &str, code: &str) -> String {
        money(locale, Money::parse(text, code.parse().unwrap()).unwrap())
    }

    #[test]
    fn each_language_writes_amounts_its_own_way() {
        for (locale, text, code, expected) in [
            (Locale::En, "150", "AED", "AED\u{a0}150.00"),
            (Locale::En, "1234567.5", "AED", "AED\u{a0}1,234,567.50"),
            (Locale::En, "1500", "JPY", "JPY\u{a0}1,500"),
            (Locale::Fr, "150", "AED", "150,00\u{a0}AED"),
            (Locale::Fr, "12345.678", "KWD", "12\u{202f}345,678\u{a0}KWD"),
            (Locale::Ar, "150", "AED", "150.00\u{a0}د.إ."),
            (Locale::Ar, "1000", "SEK", "1,000.00\u{a0}SEK"),
        ] {
            assert_eq!(shown(locale, text, code), expected);
        }
    }

    #[test]
    fn sums_may_be_nothing_and_larger_than_any_amount() {
        for (minor, code, expected) in [
            (0, "AED", "AED\u{a0}0.00"),
            (123_456_789_012_345, "AED", "AED\u{a0}1,234,567,890,123.45"),
            (5, "KWD", "KWD\u{a0}0.005"),
            (0, "JPY", "JPY\u{a0}0"),
        ] {
            assert_eq!(sum(Locale::En, minor, code.parse().unwrap()), expected);
        }
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(count(Locale::En, 999), "999");
        assert_eq!(count(Locale::En, 1_000_000), "1,000,000");
        assert_eq!(count(Locale::Fr, 1_000), "1\u{202f}000");
    }
}
