//! Payment links: the list, making one, and watching one.
//!
//! The cast: [`list`] all links; [`create`] the form with the preview; [`detail`] one link with its usages
//! and the drawer of one usage; `filters` and `query` what lives in addresses; `draft` what the form sends and
//! its checks, in the browser and in the server alike; `model` what pages carry; `present` how the engine's
//! objects become that; `shown` what the server renders alone; `poster` a link to print; `actions` what the
//! browser may ask.

mod actions;
pub mod create;
pub mod detail;
mod draft;
mod filters;
pub mod list;
mod model;
#[cfg(feature = "ssr")]
pub mod poster;
#[cfg(feature = "ssr")]
mod present;
mod query;
#[cfg(feature = "ssr")]
pub(super) mod shown;

pub use actions::found;
pub use detail::show_named;
pub use filters::Search;
#[cfg(feature = "ssr")]
pub use model::Added;
pub use model::NamedPage;
#[cfg(feature = "ssr")]
pub use present::{filter_of_address, moment_of_form, usage_filter_of_address, view_of_address};
pub use query::ListQuery;

/// All links.
pub const ALL: &str = "/payments/links";
/// The form of a new link.
pub const NEW: &str = "/payments/links/new";
