//! Customers: a merchant's records of persons and firms. A link may be bound to one, and its usages then carry
//! the customer's id. One operation a file.
//!
//! Nothing of a record is ever shown at a checkout: whoever holds a link's address would read it.

mod create;
mod delete;
mod edit;
mod list;
mod usages;
mod view;

use domain::{
    Mode, Timestamp,
    contact::{Email, Phone},
    id::{AccountId, CustomerId},
    text::{CustomerReference, Metadata, Name},
};

pub use edit::CustomerEdit;
pub use list::CustomerFilter;

use crate::{Error, Result, numbering::is_phone};

/// A merchant's record of a person or firm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    pub id: CustomerId,
    pub account: AccountId,
    pub mode: Mode,
    pub name: Name,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    /// The merchant's own id of them. Several records may share one.
    pub reference: Option<CustomerReference>,
    pub metadata: Metadata,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// What a merchant says of a new customer; everything is already valid on its own.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    pub name: Name,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    pub reference: Option<CustomerReference>,
    pub metadata: Metadata,
}

/// Refuses a phone number that no country has given out.
fn check_phone(phone: Option<&Phone>) -> Result<()> {
    match phone {
        Some(phone) if !is_phone(phone.as_str()) => {
            Err(Error::invalid("phone", "invalid_phone", domain::identifier::ValueError::PhoneUnknown))
        }
        _ => Ok(()),
    }
}
