//! The public pages: what a customer sees. Strings come ready to show; nothing here decides anything.
//!
//! The cast: [`model`] what a page carries, [`form`] the one part that lives in the browser too,
//! [`page`] the document around everything, [`pay`] the page with the form, [`dead`] links that take no
//! payment, [`full`] the waiting room, [`result`] how a payment ended, [`failure`] when we fail;
//! [`preview`] shows a merchant what a customer will see.

pub mod form;
pub mod model;

#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
mod dead;
#[cfg(feature = "ssr")]
mod end;
#[cfg(feature = "ssr")]
mod failure;
#[cfg(feature = "ssr")]
mod full;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod pay;
#[cfg(feature = "ssr")]
pub mod preview;
#[cfg(feature = "ssr")]
mod result;
#[cfg(feature = "ssr")]
pub mod samples;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use page::{in_language, render};
