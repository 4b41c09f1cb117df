//! What people see: the customer's checkout and the merchant's dashboard, rendered by the server (`ssr`)
//! and made live in the browser (`hydrate`).
//!
//! The cast: [`checkout`] the public pages, [`dashboard`] the merchant's, [`ui`] the parts all pages are made
//! of, [`i18n`] the words, [`mail`] letters; `codec`, `csrf`, `error` and `session` stand between the dashboard and the engine.
#![recursion_limit = "256"]

pub mod checkout;
pub mod codec;
pub mod csrf;
pub mod dashboard;
pub mod error;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod session;
pub mod ui;

pub use dashboard::App;
#[cfg(feature = "ssr")]
pub use dashboard::{AssetUrls, shell};
