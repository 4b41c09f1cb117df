//! What the answer to a form shows and no address leads to: a fresh secret, or the form with what is wrong.
//!
//! The server renders the page of the form's own address with this in its context. A secret so travels in the
//! body of one answer, which nobody may keep, and is in no address, cookie, log or table.

use domain::{Timestamp, id::EndpointId, text::Name};
use secrecy::SecretString;

use super::{EndpointForm, KeyEntry};

/// For one page.
#[derive(Clone, Debug)]
pub enum Once {
    Key(MadeKey),
    /// The form of a key again, for what is wrong with it.
    KeyEntry(KeyEntry),
    /// The secret of an endpoint.
    Secret(MadeSecret),
    /// The form of an endpoint again.
    EndpointForm(EndpointForm),
}

/// A key that was just made.
#[derive(Clone, Debug)]
pub struct MadeKey {
    pub name: Name,
    pub secret: SecretString,
    /// When the key whose place it takes ends.
    pub old_ends: Option<Timestamp>,
}

/// A secret of an endpoint that was just made.
#[derive(Clone, Debug)]
pub struct MadeSecret {
    pub id: EndpointId,
    pub secret: SecretString,
    /// Until when the one before signs too.
    pub old_until: Option<Timestamp>,
}
