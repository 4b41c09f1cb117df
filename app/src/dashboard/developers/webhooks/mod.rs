//! Webhooks and events: where events go, how each of them went, and what has happened.
//!
//! The cast: [`page`] the pages, which come rendered; `asked` which of them an address means; `entered` what the form
//! of an endpoint says; `present` how the engine's objects become fit to show; `shown` what the server renders alone;
//! `actions` what the browser may ask.

mod actions;
#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod entered;
pub mod page;
#[cfg(feature = "ssr")]
mod present;
#[cfg(feature = "ssr")]
mod shown;

pub use actions::notice;
#[cfg(feature = "ssr")]
pub use entered::EndpointForm;

/// All endpoints.
#[cfg(feature = "ssr")]
pub const ALL: &str = "/developers/webhooks";
/// The form of a new endpoint.
#[cfg(feature = "ssr")]
pub const NEW: &str = "/developers/webhooks/new";
/// Where it is sent, and its secret shown.
#[cfg(feature = "ssr")]
pub const CREATED: &str = "/developers/webhooks/created";
/// One delivery is below.
#[cfg(feature = "ssr")]
pub const DELIVERIES: &str = "/developers/webhooks/deliveries";
/// What has happened.
#[cfg(feature = "ssr")]
pub const EVENTS: &str = "/developers/events";
