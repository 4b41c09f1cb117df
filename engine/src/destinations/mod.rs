//! Destinations: the beneficiary accounts that receive money. While an account has any in a mode, exactly
//! one of them is the default.

mod create;
mod delete;
mod edit;
mod list;
mod view;

use domain::{
    Timestamp,
    destination::{AccountNumber, BankType, Country},
    id::DestinationId,
    text::Name,
};

pub use create::NewDestination;
pub use edit::DestinationEdit;

use crate::{Error, Result};

/// A beneficiary account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    pub id: DestinationId,
    /// The merchant's own name for it.
    pub name: Name,
    /// The account's holder as its bank knows it.
    pub holder: Name,
    pub number: AccountNumber,
    pub country: Country,
    /// Links can use the destination once this is set.
    pub bank_type: Option<BankType>,
    /// Used for links that name no destination.
    pub is_default: bool,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// Every link that names no destination uses the default, so it must be ready for them.
fn check_default(bank_type: Option<BankType>) -> Result<()> {
    if bank_type.is_some() {
        return Ok(());
    }
    let detail = "a default destination needs its bank type: RETAIL, SME or CORPORATE";
    Err(Error::invalid("bank_type", "destination_not_ready", detail))
}
