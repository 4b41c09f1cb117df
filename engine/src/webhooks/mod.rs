//! Webhooks: what happened, told to the merchant's own servers.
//!
//! The cast: [`send`] carries one request to a URL that a merchant chose, and nowhere it must not go.

pub mod send;
