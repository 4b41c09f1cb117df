//! How a customer is reached: an email address and a phone number in their one form, read as forgivingly as
//! what customers type at the checkout.

use std::{fmt, str::FromStr};

use serde::Serialize;

use crate::identifier::{
    ValueError,
    value::{email, phone, trim},
};

macro_rules! contacts {
    ($($(#[$doc:meta])* $name:ident = $read:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = ValueError;

            fn from_str(typed: &str) -> Result<Self, ValueError> {
                let typed = trim(typed);
                if typed.is_empty() { Err(ValueError::Missing) } else { $read(typed).map(Self) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

contacts! {
    /// An email address.
    Email = email;
    /// A phone number in E.164. Whether such a number exists only a numbering plan knows: the server asks one.
    Phone = phone;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_comes_to_its_one_form() {
        assert_eq!(" 00971 50 123 4567 ".parse::<Phone>().unwrap().as_str(), "+971501234567");
        assert_eq!(" Lina@Example.COM ".parse::<Email>().unwrap().as_str(), "Lina@example.com");
        assert_eq!(" ".parse::<Phone>(), Err(ValueError::Missing));
        assert_eq!("0501234567".parse::<Phone>(), Err(ValueError::PhoneCountryCode));
        assert_eq!("lina@".parse::<Email>(), Err(ValueError::Email));
    }
}
