//! Makes what developers need fit to show: the viewer's language, the account's clock. Server only.
//!
//! The cast, each adding to the [`Desk`](crate::dashboard::desk::Desk): `keys` of the API, `once` what is shown a
//! single time.

mod keys;
mod once;
