//! Customers as the server draws them.
//!
//! The cast: [`list`] all of them, [`detail`] one, [`form`] the fields of one; here, what each of them shows.

pub mod detail;
pub mod form;
pub mod list;

use crate::dashboard::{
    format::When,
    links::shown::{LinkRow, Listed, Total, UsageRow},
};

/// A customer in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub reference: Option<String>,
    pub created: When,
}

/// The list of customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomersShown {
    pub total: Total,
    pub listed: Listed<CustomerRow>,
    /// Where the API is, for the command that makes a first customer.
    pub api_url: String,
}

/// One customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerDetail {
    pub row: CustomerRow,
    pub metadata: Vec<(String, String)>,
    /// The newest links bound to it.
    pub links: Vec<LinkRow>,
    pub more_links: bool,
    /// Its usages, each with where it opens.
    pub usages: Listed<(UsageRow, String)>,
    /// Whether the viewer may change it.
    pub may_write: bool,
}
