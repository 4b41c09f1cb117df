//! The UK Open Banking client (read-write API 4.0, single payments).
//!
//! The cast: [`Config`] says who we are, [`SigningKey`] proves it, `directory` knows the banks and what
//! they publish, a `session` talks to one of them. In the order of a payment: `token` lets us in,
//! `consent` stages what is to be approved, `request` sends the customer to approve it, `id_token` checks
//! who came back, `payment` sends the order. `jws` signs and verifies, `http` tells what an answer means,
//! `types` are the bodies.
//!
//! What is not known is never told as refused: lost answers, server errors and answers whose signature
//! does not verify are all [`RailError::Unknown`].

mod cached;
mod config;
mod consent;
mod directory;
mod http;
mod id_token;
mod jws;
mod key;
mod payment;
mod request;
#[cfg(test)]
pub(super) mod sandbox;
mod session;
#[cfg(test)]
mod tests;
mod token;
mod types;

use std::{future::Future, sync::Arc};

use async_trait::async_trait;
use secrecy::SecretString;

pub use config::{Config, Participant, Participants, Timeouts};
pub use key::{InvalidKey, SigningKey};

use self::{directory::Directory, session::Session};
use super::{
    Approval, Authorisation, AuthorisationKeys, Bank, Capabilities, Order, Rail, RailError, RailPayment,
};
use crate::clock::Maker;

/// The rail to every bank that speaks UK Open Banking, the sandbox among them.
pub struct OpenBanking {
    us: Us,
    directory: Directory,
}

/// What every call needs of us.
struct Us {
    config: Config,
    http: reqwest::Client,
    key: Arc<SigningKey>,
    make: Maker,
}

impl OpenBanking {
    /// `http` should be [`Config::http_client`]: without redirects and with its time limits.
    pub fn new(config: Config, http: reqwest::Client, key: Arc<SigningKey>, make: Maker) -> Self {
        Self { us: Us { config, http, key, make }, directory: Directory::default() }
    }

    async fn session(&self, bank: &str) -> Result<Session<'_>, RailError> {
        Session::open(&self.us, self.directory.peer(&self.us, bank).await?).await
    }

    /// Ends a call that takes longer than its limit, whatever it waits for.
    async fn within<T>(
        &self,
        call: impl Future<Output = Result<T, RailError>> + Send,
    ) -> Result<T, RailError> {
        tokio::time::timeout(self.us.config.timeouts.call, call)
            .await
            .unwrap_or_else(|_| Err(RailError::Unknown("no answer in time".to_owned())))
    }
}

#[async_trait]
impl Rail for OpenBanking {
    fn name(&self) -> &'static str {
        "bank"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { confirms_funds: true }
    }

    async fn banks(&self) -> Result<Vec<Bank>, RailError> {
        let list = self.within(self.directory.list(&self.us)).await?;
        Ok(list.iter().map(|participant| participant.bank.clone()).collect())
    }

    async fn authorise(
        &self,
        bank: &str,
        order: &Order,
        keys: &AuthorisationKeys,
    ) -> Result<Authorisation, RailError> {
        self.within(async {
            let session = self.session(bank).await?;
            let consent_id = session.stage(order, &keys.consent_key).await?;
            let redirect_url = session.push(&consent_id, &order.language, keys).await?.into();
            Ok(Authorisation { consent_id, redirect_url })
        })
        .await
    }

    async fn exchange(
        &self,
        bank: &str,
        consent: &str,
        code: &str,
        keys: &AuthorisationKeys,
    ) -> Result<SecretString, RailError> {
        self.within(async { self.session(bank).await?.exchange(consent, code, keys).await }).await
    }

    async fn confirm_funds(&self, bank: &str, approval: &Approval) -> Result<bool, RailError> {
        self.within(async { self.session(bank).await?.confirm_funds(approval).await }).await
    }

    async fn submit(
        &self,
        bank: &str,
        order: &Order,
        approval: &Approval,
        keys: &AuthorisationKeys,
    ) -> Result<RailPayment, RailError> {
        self.within(async { self.session(bank).await?.submit(order, approval, &keys.payment_key).await })
            .await
    }

    async fn status(&self, bank: &str, payment: &str) -> Result<RailPayment, RailError> {
        self.within(async { self.session(bank).await?.status(payment).await }).await
    }
}
