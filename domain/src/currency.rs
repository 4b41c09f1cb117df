//! ISO 4217 currencies with their true exponent (AED 2, KWD 3, JPY 0).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A currency people pay with. Fund codes, metals and test codes are not currencies here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The ISO 4217 code, three capital letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Digits after the point: 2 for AED, 3 for KWD, 0 for JPY.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// Minor units in one major unit: 100 for AED.
    pub(crate) fn scale(self) -> i64 {
        10_i64.pow(self.exponent())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is no ISO 4217 currency.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a currency is an ISO 4217 code of three capital letters, such as AED")]
pub struct UnknownCurrency;

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        iso_currency::Currency::from_code(code)
            .filter(|currency| currency.exponent().is_some() && !currency.is_fund() && !currency.is_special())
            .map(Self)
            .ok_or(UnknownCurrency)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every ISO 4217 exponent that is not 2, from the published list.
    #[test]
    fn exponents_are_the_published_ones() {
        let exponent = |code: &str| code.parse::<Currency>().unwrap().exponent();
        for code in [
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF",
            "XOF", "XPF",
        ] {
            assert_eq!(exponent(code), 0, "{code}");
        }
        for code in ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] {
            assert_eq!(exponent(code), 3, "{code}");
        }
        for code in ["AED", "SAR", "EGP", "GBP", "EUR", "USD", "INR", "QAR", "MAD"] {
            assert_eq!(exponent(code), 2, "{code}");
        }
    }

    #[test]
    fn metals_test_codes_and_misspellings_are_refused() {
        for code in ["XAU", "XTS", "XXX", "aed", "AE", "", "AEDD", "ZZZ"] {
            assert!(code.parse::<Currency>().is_err(), "{code}");
        }
    }
}
