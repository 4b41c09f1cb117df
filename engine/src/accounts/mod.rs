//! Accounts: the merchants, and the people who sign in for them.

mod create;
mod edit;
mod view;

use domain::{FieldError, Timestamp, Tone, id::AccountId, identifier::ValueError, text::Name};

use crate::{Error, Result, numbering::is_phone};

pub use create::{NewAccount, NewOwner};
pub use edit::AccountEdit;

/// A merchant: the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    /// Shown to customers as who is paid.
    pub name: Name,
    /// An IANA name, such as `Asia/Dubai`: how the account's people see times.
    pub time_zone: String,
    /// How a customer reaches the merchant.
    pub contact_email: Option<String>,
    /// How a customer reaches the merchant.
    pub contact_phone: Option<String>,
    /// The colour of the pages that customers see.
    pub accent: Tone,
    pub created_at: Timestamp,
}

impl Account {
    const fn is_reachable(&self) -> bool {
        self.contact_email.is_some() || self.contact_phone.is_some()
    }
}

/// Refuses a time zone that does not exist and a phone number that no country has given out.
fn check(time_zone: Option<&str>, contact_phone: Option<&str>) -> Result<()> {
    let zone = time_zone.filter(|zone| zone.parse::<chrono_tz::Tz>().is_err()).map(|_| {
        FieldError::new("time_zone", "invalid_time_zone", "a time zone has an IANA name, such as Asia/Dubai")
    });
    let phone = contact_phone
        .filter(|phone| !is_phone(phone))
        .map(|_| FieldError::new("contact_phone", "invalid_contact_phone", ValueError::PhoneUnknown));
    let errors: Vec<_> = zone.into_iter().chain(phone).collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}
