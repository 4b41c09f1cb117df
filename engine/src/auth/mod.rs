//! Who is calling: people with passwords and sessions, programs with API keys.
//!
//! The cast: [`password`] hashes and verifies; [`throttle`] slows guessing; `sign_in` turns an email and a
//! password into a [`Session`]; `reset` sets a new password for a forgotten one; `session` reads, changes and ends it;
//! [`key_secret`] is the text of an API key, `keys` its operations and [`rotate_key`] a new one in its place;
//! [`signing_key`] keeps the key Remit itself signs with towards banks.
//! Tokens and keys are kept only as SHA-256: they are random enough that nothing slower is needed.

mod key_secret;
mod keys;
pub(crate) mod password;
mod reset;
mod rotate_key;
mod session;
mod sign_in;
mod signing_key;
pub(crate) mod throttle;

use sha2::{Digest as _, Sha256};

pub use keys::{ApiKey, CreatedKey, new_key};
pub use rotate_key::{Overlap, RotatedKey};
pub use session::Session;
pub use sign_in::SignedIn;
pub use signing_key::signing_key;

/// What is kept of a secret or looked up for it.
fn fingerprint(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}
