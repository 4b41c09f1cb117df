//! The public pages: what a customer sees. Strings come ready to show; nothing here decides anything.
//!
//! The cast: [`model`] what a page carries, [`form`] the one part that lives in the browser too,
//! [`page`] the document around everything, [`pay`] the page with the form, [`dead`] links that take no
//! payment, [`full`] the waiting room, [`waiting`] an attempt that its customer left, [`result`] how a
//! payment ended, [`receipt`] the proof of it, [`failure`] when we fail; [`card`] is what other sites show
//! of a link, [`preview`] shows a merchant what a customer will see.

pub mod form;
pub mod model;

#[cfg(feature = "ssr")]
mod card;
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
mod receipt;
#[cfg(feature = "ssr")]
mod result;
#[cfg(feature = "ssr")]
pub mod samples;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod waiting;

#[cfg(feature = "ssr")]
pub use page::{in_language, render};
