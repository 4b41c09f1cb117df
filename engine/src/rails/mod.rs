//! Rails: the ways money moves.
//!
//! The cast: [`Rail`] is what the operations need of a way money moves; [`open_banking`] speaks the UK
//! Open Banking wire to real banks and to the sandbox; `scripted` (feature `testing`) answers as a test
//! tells it; `contract` is the suite both must pass. A rail keeps no state of its own: what a later call
//! needs is in the arguments, because another server may make that call after a crash.

use async_trait::async_trait;
use domain::payment::PaymentStatus;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod contract;
pub mod open_banking;
#[cfg(any(test, feature = "testing"))]
pub mod scripted;

pub use crate::payments::order::{AuthorisationKeys, Creditor, Order};

/// A bank a customer can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bank {
    pub id: String,
    pub names: Names,
    /// One letter, shown in a coloured square.
    pub mark: String,
    /// A CSS colour such as `#2b5aa0`.
    pub colour: String,
}

/// A name in each language of the checkout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    pub en: String,
    pub ar: String,
    pub fr: String,
}

/// What a rail can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Asks whether the account holds enough before the order is sent.
    pub confirms_funds: bool,
}

/// Where the customer approves, and how the bank calls the consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorisation {
    pub consent_id: String,
    pub redirect_url: String,
}

/// The customer's approval: the consent and the token that lets an order of it be sent.
#[derive(Clone, Debug)]
pub struct Approval {
    pub consent_id: String,
    pub token: SecretString,
}

/// A payment as the bank tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RailPayment {
    pub id: String,
    pub status: PaymentStatus,
    /// The bank's own status word, such as `ACSP`.
    pub bank_status: String,
    /// The bank's ISO reason code, such as `AM04`.
    pub reason: Option<String>,
}

/// What a rail may answer instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RailError {
    /// Timeout, connection lost, 5xx, a signature that does not verify: what happened is not known.
    #[error("not known: {0}")]
    Unknown(String),
    /// The bank asked for patience.
    #[error("asked to wait {seconds} s")]
    Throttled { seconds: u64 },
    /// The bank said no; the call had no effect.
    #[error("refused: {code} {message}")]
    Refused { code: String, message: String },
    /// No such bank.
    #[error("no such bank")]
    NoSuchBank,
}

/// A way money moves. Every call may be repeated with the same arguments; none may block longer than its
/// own time limit.
#[async_trait]
pub trait Rail: Send + Sync {
    /// The word kept with each payment, such as `bank`.
    fn name(&self) -> &'static str;

    fn capabilities(&self) -> Capabilities;

    /// The banks a customer can choose, in the order to show them.
    async fn banks(&self) -> Result<Vec<Bank>, RailError>;

    /// Tells the bank what is to be approved and learns where to send the customer. Idempotent on
    /// `keys.consent_key`.
    async fn authorise(
        &self,
        bank: &str,
        order: &Order,
        keys: &AuthorisationKeys,
    ) -> Result<Authorisation, RailError>;

    /// Exchanges the code the customer brought back. A code works once: `Refused` when it was used.
    async fn exchange(
        &self,
        bank: &str,
        consent: &str,
        code: &str,
        keys: &AuthorisationKeys,
    ) -> Result<SecretString, RailError>;

    /// Whether the chosen account holds enough. Only when [`Capabilities::confirms_funds`].
    async fn confirm_funds(&self, bank: &str, approval: &Approval) -> Result<bool, RailError>;

    /// Sends the payment order. Idempotent on `keys.payment_key`: after [`RailError::Unknown`] the same
    /// call, a second later at the earliest, finds out what became of it. `Refused` means that no payment
    /// was made of this consent, not by an earlier call either.
    async fn submit(
        &self,
        bank: &str,
        order: &Order,
        approval: &Approval,
        keys: &AuthorisationKeys,
    ) -> Result<RailPayment, RailError>;

    /// Asks for a payment's status.
    async fn status(&self, bank: &str, payment: &str) -> Result<RailPayment, RailError>;
}
