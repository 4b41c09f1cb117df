//! Pages for developers, rendered by the server alone.
//!
//! The cast: [`head`] what stands at the top of each; [`keys`] the list of API keys and
//! [`key_form`] the form of one; [`once`] a secret.

pub mod head;
pub mod key_form;
pub mod keys;
pub mod once;
