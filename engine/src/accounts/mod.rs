//! Accounts: the merchants, and the people who sign in for them.

mod create;
mod view;

use domain::{Timestamp, id::AccountId, text::Name};

pub use create::{NewAccount, NewOwner};

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
    pub created_at: Timestamp,
}
