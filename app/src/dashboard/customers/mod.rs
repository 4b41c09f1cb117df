//! Customers: the list, one with what is bound to it, and the plain form of a new or changed one.
//!
//! The cast: [`list`], [`detail`] and [`form`] the pages, all of them drawn by the server; `present` how the engine's
//! customers become what they show, `entered` what the form says of one, `shown` what is drawn; `actions` what the
//! browser may ask.

mod actions;
pub mod detail;
#[cfg(feature = "ssr")]
mod entered;
pub mod form;
pub mod list;
#[cfg(feature = "ssr")]
mod present;
#[cfg(feature = "ssr")]
pub mod shown;

#[cfg(feature = "ssr")]
pub use entered::CustomerForm;

/// All customers.
pub const ALL: &str = "/customers";
/// The form of a new customer.
#[cfg(feature = "ssr")]
pub const NEW: &str = "/customers/new";
