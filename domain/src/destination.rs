//! Destinations: the beneficiary account that receives the money.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// How an account is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Scheme {
    Iban,
    SortCodeAccount,
}

impl Scheme {
    /// The word of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Iban => "IBAN",
            Self::SortCodeAccount => "SORT_CODE_ACCOUNT",
        }
    }
}

impl FromStr for Scheme {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Iban, Self::SortCodeAccount].into_iter().find(|scheme| scheme.as_str() == text).ok_or(())
    }
}

/// What kind of customer the beneficiary is to its bank; a destination needs one before links may use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BankType {
    Retail,
    Sme,
    Corporate,
}

impl BankType {
    /// The word of the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retail => "RETAIL",
            Self::Sme => "SME",
            Self::Corporate => "CORPORATE",
        }
    }
}

impl FromStr for BankType {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Retail, Self::Sme, Self::Corporate].into_iter().find(|kind| kind.as_str() == text).ok_or(())
    }
}

/// An account identification that passed its scheme's check.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct AccountNumber {
    scheme: Scheme,
    identification: String,
}

/// Why an identification is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAccountNumber {
    #[error("an IBAN starts with two letters and two digits and has 15 to 34 letters and digits")]
    IbanShape,
    #[error("the IBAN's check digits do not match; look for a typing slip")]
    IbanChecksum,
    #[error("a sort code and account number have 6 and 8 digits, 14 together")]
    SortCodeAccount,
}

impl AccountNumber {
    /// Reads an identification; spaces and, for a sort code, hyphens are ignored.
    pub fn parse(scheme: Scheme, text: &str) -> Result<Self, InvalidAccountNumber> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let identification = match scheme {
            Scheme::Iban => iban(&compact.to_uppercase())?,
            Scheme::SortCodeAccount => {
                let digits = compact.replace('-', "");
                let valid = digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit());
                if valid {
                    digits
                } else {
                    return Err(InvalidAccountNumber::SortCodeAccount);
                }
            }
        };
        Ok(Self { scheme, identification })
    }

    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The identification without spaces.
    pub fn identification(&self) -> &str {
        &self.identification
    }

    /// Enough to recognise it: the first four and the last four characters.
    pub fn masked(&self) -> String {
        let end = self.identification.len() - 4;
        format!("{} … {}", &self.identification[..4], &self.identification[end..])
    }
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.scheme.as_str(), self.masked())
    }
}

/// ISO 13616: shape, then modulo 97 over the rearranged digits.
fn iban(text: &str) -> Result<String, InvalidAccountNumber> {
    let bytes = text.as_bytes();
    let shape = (15..=34).contains(&bytes.len())
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes[..2].iter().all(u8::is_ascii_alphabetic)
        && bytes[2..4].iter().all(u8::is_ascii_digit);
    if !shape {
        return Err(InvalidAccountNumber::IbanShape);
    }
    let rearranged = text[4..].chars().chain(text[..4].chars());
    let remainder = rearranged.filter_map(|c| c.to_digit(36)).fold(0, |rest, value| {
        let shift = if value > 9 { 100 } else { 10 };
        (rest * shift + value) % 97
    });
    if remainder == 1 { Ok(text.to_owned()) } else { Err(InvalidAccountNumber::IbanChecksum) }
}

/// An ISO 3166 country code, by shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Country(String);

impl Country {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is no country code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a country is an ISO 3166 code of two capital letters, such as AE")]
pub struct InvalidCountry;

impl FromStr for Country {
    type Err = InvalidCountry;

    fn from_str(text: &str) -> Result<Self, InvalidCountry> {
        let valid = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if valid { Ok(Self(text.to_owned())) } else { Err(InvalidCountry) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_is_checked_by_its_digits() {
        let valid = AccountNumber::parse(Scheme::Iban, "ae07 0331 2345 6789 0123 456").unwrap();
        assert_eq!(valid.identification(), "AE070331234567890123456");
        assert_eq!(valid.masked(), "AE07 … 3456");
        assert!(AccountNumber::parse(Scheme::Iban, "GB82 WEST 1234 5698 7654 32").is_ok());
        assert_eq!(
            AccountNumber::parse(Scheme::Iban, "AE080331234567890123456"),
            Err(InvalidAccountNumber::IbanChecksum)
        );
        for text in ["", "AE07", "0712345678901234", "AE07-0331234567890123456"] {
            assert_eq!(
                AccountNumber::parse(Scheme::Iban, text),
                Err(InvalidAccountNumber::IbanShape),
                "{text}"
            );
        }
    }

    #[test]
    fn a_sort_code_and_account_have_fourteen_digits() {
        let valid = AccountNumber::parse(Scheme::SortCodeAccount, "08-00-80 21325698").unwrap();
        assert_eq!(valid.identification(), "08008021325698");
        assert!(AccountNumber::parse(Scheme::SortCodeAccount, "0800802132569").is_err());
    }

    #[test]
    fn a_full_account_number_is_not_printed() {
        let iban = AccountNumber::parse(Scheme::Iban, "AE070331234567890123456").unwrap();
        assert!(!format!("{iban:?}").contains("0331234567890"));
    }
}
