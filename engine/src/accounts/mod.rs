//! Accounts: the merchants, and the people who sign in for them.

mod create;
mod edit;
mod view;

use domain::{FieldError, Timestamp, Tone, id::AccountId, identifier::ValueError, text::Name};

use crate::numbering::is_phone;

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

/// Refuses a time zone that does not exist.
fn check_time_zone(name: &str) -> Result<(), FieldError> {
    let detail = "a time zone has an IANA name, such as Asia/Dubai";
    let found = name.parse::<chrono_tz::Tz>();
    found.map(drop).map_err(|_| FieldError::new("time_zone", "invalid_time_zone", detail))
}

/// Refuses a phone number that no country has given out.
fn check_phone(phone: &str) -> Result<(), FieldError> {
    if is_phone(phone) {
        return Ok(());
    }
    Err(FieldError::new("contact_phone", "invalid_contact_phone", ValueError::PhoneUnknown))
}
