//! Accounts: the merchants, and the people who sign in for them.

mod create;
mod edit;
mod view;

use domain::{FieldError, Timestamp, Tone, id::AccountId, text::Name};

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

/// Refuses a time zone that does not exist.
fn check_time_zone(name: &str) -> Result<(), FieldError> {
    let detail = "a time zone has an IANA name, such as Asia/Dubai";
    let found = name.parse::<chrono_tz::Tz>();
    found.map(drop).map_err(|_| FieldError::new("time_zone", "invalid_time_zone", detail))
}
