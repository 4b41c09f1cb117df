//! The pages for whoever writes programs: API keys here, [`webhooks`] and events, and the reference of the API, in
//! rooms of their own.
//!
//! The cast: [`page`] the pages, which come rendered; `entry` what the form of a key holds; `present` how the
//! engine's objects become fit to show; `shown` what the server renders alone; `once` what a page shows a single
//! time; `reference` what the API can do; `actions` what the browser may ask.

mod actions;
#[cfg(feature = "ssr")]
mod entry;
#[cfg(feature = "ssr")]
mod once;
pub mod page;
#[cfg(feature = "ssr")]
mod present;
#[cfg(feature = "ssr")]
mod reference;
#[cfg(feature = "ssr")]
mod shown;
pub mod webhooks;

#[cfg(feature = "ssr")]
pub use self::{
    entry::KeyEntry,
    once::{MadeKey, MadeSecret, Once},
    reference::Description,
    webhooks::EndpointForm,
};

/// The keys of the API, and where the area begins.
pub const KEYS: &str = "/developers/keys";
/// The reference of the API.
#[cfg(feature = "ssr")]
pub const REFERENCE: &str = "/developers/api";
/// Where its addresses begin.
pub const AREA: &str = "/developers/";
