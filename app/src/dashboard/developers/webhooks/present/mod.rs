//! Makes webhooks and events fit to show: the viewer's language, the account's clock. Server only.
//!
//! The cast, each adding to the [`Desk`](crate::dashboard::desk::Desk): `endpoints` where they go, `form` what is
//! entered of one and shown once, `deliveries` how they went, `events` what has happened; `lengths` of time.

mod deliveries;
mod endpoints;
mod events;
mod form;
mod lengths;
