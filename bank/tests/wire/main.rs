//! The bank as its clients meet it: over HTTP, with a client that signs by itself.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop here")]

mod books;
mod client;
mod payments;
mod refusals;
mod visits;
