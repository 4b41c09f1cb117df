//! The pages for whoever writes programs: API keys here, [`webhooks`] and events in a room of their own.
//!
//! The cast: [`page`] the pages, which come rendered; `entry` what the form of a key holds; `present` how the
//! engine's objects become fit to show; `shown` what the server renders alone; `once` what a page shows a single
//! time; `actions` what the browser may ask.

mod actions;
#[cfg(feature = "ssr")]
mod entry;
#[cfg(feature = "ssr")]
mod once;
pub mod page;
#[cfg(feature = "ssr")]
mod present;
#[cfg(feature = "ssr")]
mod shown;
pub mod webhooks;

#[cfg(feature = "ssr")]
pub use self::{
    entry::KeyEntry,
    once::{MadeKey, MadeSecret, Once},
    webhooks::EndpointForm,
};

/// The keys of the API, and where the area begins.
pub const KEYS: &str = "/developers/keys";
/// Where its addresses begin.
pub const AREA: &str = "/developers/";
