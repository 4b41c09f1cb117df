//! Pages for developers, rendered by the server alone.
//!
//! The cast: `head` what stands at the top of each; [`keys`] the list and the form of API keys; [`once`] a secret.

mod head;
pub mod keys;
pub mod once;
