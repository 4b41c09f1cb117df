//! What a bank is asked to pay, and the keys of that talk: made and kept before the bank hears of it.

use domain::{Money, destination::Scheme};
use schemars::JsonSchema;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

/// What is to be paid to whom, fixed when the customer pressed Pay. Kept as JSON so that the same order
/// can be sent again word for word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// At most 35 characters, unique for this order: the usage's id without its prefix.
    pub instruction: String,
    /// At most 31 characters: travels with the payment to the beneficiary's bank.
    pub end_to_end: String,
    pub money: Money,
    pub reference: String,
    pub creditor: Creditor,
    /// The customer's language, a BCP 47 tag.
    pub language: String,
}

/// The beneficiary account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Creditor {
    pub name: String,
    pub scheme: Scheme,
    pub identification: String,
}

/// The secrets and keys of one authorisation, made and persisted before the bank hears of it.
#[derive(Clone, Debug)]
pub struct AuthorisationKeys {
    pub state: String,
    pub nonce: String,
    /// The PKCE code verifier.
    pub verifier: SecretString,
    /// Idempotency key of the consent, at most 40 characters.
    pub consent_key: String,
    /// Idempotency key of the payment order, at most 40 characters.
    pub payment_key: String,
}
