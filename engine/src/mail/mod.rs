//! Letters to people: receipts, notices, and the way back to a forgotten password.
//!
//! The cast: [`Letter`] is what one says, as facts; `post` writes it to the outbox in the transaction that caused it;
//! `tell` decides who hears of a payment, and of an endpoint that was given up; `notices` is what an account's people want to hear. `jobs/mails.rs` sends
//! what is due through the [`Mailer`], which knows words and SMTP.
//!
//! A letter goes out at least once: after a crash between sending and noting it, again with the same
//! [`Mail::id`], by which mail programs know it. Once it is sent or given up, whom it went to and what it said are
//! taken out of the row.

mod letter;
mod notices;
mod post;
mod tell;

use async_trait::async_trait;
use domain::Locale;
use uuid::Uuid;

pub use letter::{EndpointFacts, Letter, PaymentFacts};
pub use notices::{Notices, NoticesEdit};
pub(crate) use post::{Outgoing, post};
pub(crate) use tell::{tell, tell_disabled};

/// A letter on its way to one person.
#[derive(Clone)]
pub struct Mail {
    /// The same at every try.
    pub id: Uuid,
    pub to: String,
    pub locale: Locale,
    pub letter: Letter,
}

/// Takes a letter to its reader's mail server: SMTP, or what a test makes of it.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Done once a server has taken the letter on.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;

    /// Whether the server answers and lets us in. Sends nothing.
    async fn check(&self) -> Result<(), MailError>;
}

/// Why a letter was not taken. Only codes: what servers say repeats addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Not this letter to this address, ever.
    #[error("refused{}", with(*.code))]
    Refused { code: Option<u16> },
    /// Not now: the server cannot be reached, asks for patience or does not let us in.
    #[error("{what}{}", with(*.code))]
    Later { what: &'static str, code: Option<u16> },
}

fn with(code: Option<u16>) -> String {
    code.map(|code| format!(" ({code})")).unwrap_or_default()
}
