//! Talking to one bank: what every call of its payment API shares.

use std::sync::Arc;

use reqwest::{Method, RequestBuilder, StatusCode};
use secrecy::ExposeSecret as _;
use serde::Serialize;

use super::{
    Us,
    directory::{Endpoints, Peer},
    http::{self, Reply},
    jws::{self, Flaw},
    key::{InvalidKey, KeySet},
};
use crate::rails::RailError;

/// One bank, found and asked where everything is. Lives for one call of the rail; what it learns stays
/// with the [`Peer`].
pub(super) struct Session<'a> {
    pub(super) us: &'a Us,
    pub(super) peer: Arc<Peer>,
    pub(super) endpoints: Arc<Endpoints>,
    /// Names this call in the bank's log and in ours.
    interaction: String,
}

impl From<InvalidKey> for RailError {
    fn from(error: InvalidKey) -> Self {
        Self::Unknown(error.to_string())
    }
}

impl<'a> Session<'a> {
    pub(super) async fn open(us: &'a Us, peer: Arc<Peer>) -> Result<Self, RailError> {
        let endpoints = peer.endpoints(us).await?;
        let interaction = us.make.uuid().to_string();
        Ok(Self { us, peer, endpoints, interaction })
    }

    /// Seconds since 1970, as tokens count.
    pub(super) fn now(&self) -> i64 {
        self.us.make.now().millis() / 1000
    }

    /// A GET of a resource.
    pub(super) fn get(&self, path: &[&str]) -> Result<RequestBuilder, RailError> {
        self.request(Method::GET, path)
    }

    /// A POST of a body that we sign, under an idempotency key.
    pub(super) fn post(
        &self,
        path: &[&str],
        key: &str,
        body: &impl Serialize,
    ) -> Result<RequestBuilder, RailError> {
        let body = serde_json::to_vec(body)
            .map_err(|error| RailError::Unknown(format!("the body cannot be written: {error}")))?;
        let us = self.us;
        let issuer = us.config.signature_issuer();
        let signature = jws::sign_detached(&us.key, &issuer, us.make.now(), &body)?;
        Ok(self
            .request(Method::POST, path)?
            .header("content-type", "application/json")
            .header("x-idempotency-key", key)
            .header("x-jws-signature", signature)
            .body(body))
    }

    fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder, RailError> {
        let request = self.us.http.request(method, self.endpoints.resource(path)?);
        Ok(request.header("accept", "application/json").header("x-fapi-interaction-id", &self.interaction))
    }

    /// Sends a request to the payment API; the answer's signature is verified before anything is believed.
    pub(super) async fn call(&self, request: RequestBuilder) -> Result<Reply, RailError> {
        let answer = async {
            let reply = http::send(request).await?;
            // An empty refusal, as 401 and 403 are, has nothing to sign.
            if !reply.body.is_empty() || reply.status.is_success() {
                self.verify(&reply).await?;
            }
            Ok(reply)
        };
        let answer: Result<Reply, RailError> = answer.await;
        answer.inspect_err(|error| {
            let bank = &self.peer.participant.bank.id;
            tracing::warn!(bank, interaction = self.interaction, %error, "a call to the bank failed");
        })
    }

    /// [`Self::call`] with the client's own token; one that the bank no longer takes is replaced once.
    pub(super) async fn call_as_client(
        &self,
        request: impl Fn() -> Result<RequestBuilder, RailError> + Send + Sync,
    ) -> Result<Reply, RailError> {
        let token = self.client_token().await?;
        let reply = self.call(request()?.bearer_auth(token.expose_secret())).await?;
        if reply.status != StatusCode::UNAUTHORIZED {
            return Ok(reply);
        }
        self.peer.token.forget(&token).await;
        let token = self.client_token().await?;
        self.call(request()?.bearer_auth(token.expose_secret())).await
    }

    async fn verify(&self, reply: &Reply) -> Result<(), RailError> {
        let issuer = self.peer.participant.organisation_id.as_deref();
        let issuer = issuer.or(self.endpoints.organisation_id.as_deref());
        let (now, signature) = (self.us.make.now(), reply.signature.as_deref());
        self.with_keys(|keys| jws::verify_detached(keys, issuer, now, signature, &reply.body)).await
    }

    /// Checks with the bank's keys, and once more with fresh ones when the bank names a new key.
    pub(super) async fn with_keys<T: Send>(
        &self,
        check: impl Fn(&KeySet) -> Result<T, Flaw> + Send + Sync,
    ) -> Result<T, RailError> {
        let keys = self.peer.keys(self.us, &self.endpoints).await?;
        let checked = match check(&keys) {
            Err(Flaw::UnknownKey) => {
                let newer = self.peer.newer_keys(&keys, self.us, &self.endpoints).await?;
                check(&newer)
            }
            checked => checked,
        };
        checked.map_err(|flaw| RailError::Unknown(flaw.to_string()))
    }
}
