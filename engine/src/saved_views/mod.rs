//! Saved views: filters of the list of links that everyone of an account finds again under a name. One operation
//! a file.

mod delete;
mod list;
mod save;

use domain::text::Name;

/// Filters under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// Unique within the account and mode.
    pub name: Name,
    /// What follows the `?` in the list's address.
    pub query: String,
}

/// As many as one looks through.
pub const MOST: usize = 20;
