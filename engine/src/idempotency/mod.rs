//! One effect for one request, however often it is sent.
//!
//! Who hears no answer sends the request again with the same [`Key`]. [`Engine::once`] runs an operation with an engine
//! whose door to the database keeps the reply in the transaction of the effect: there is never one without the
//! other. The cast: [`Key`] names a request, [`Request`] says which it is, `claim` guards the door, [`Seal`] keeps what
//! was answered from everybody but who asked.
//!
//! A refusal has no effect, so nothing is kept of it, and the key may be used again once what was wrong is mended.

mod claim;
mod key;
mod seal;

use std::sync::Arc;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::access::Actor;
use sha2::{Digest as _, Sha256};

use crate::{Engine, Error, Result, store};

pub(crate) use claim::Claim;
pub use key::Key;
pub use seal::Seal;

/// How long replies are kept.
pub const KEPT_MILLIS: i64 = 7 * 24 * 3_600_000;

/// What was answered, as the edge wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
}

/// A reply, and whether it is the one to an earlier request.
#[derive(Debug, PartialEq, Eq)]
pub struct Answered {
    pub reply: Reply,
    pub replayed: bool,
}

/// A request with a key.
#[derive(Clone, Debug)]
pub struct Request {
    pub key: Key,
    /// A hash of all that tells this request from others: its method, path and body.
    pub fingerprint: [u8; 32],
    pub seal: Seal,
}

impl Request {
    /// What a form sends, by the token that was made with the form: sent again unchanged it is the same request, with
    /// anything else in it another one.
    pub fn of_form(token: &str, content: &[u8]) -> Result<Self> {
        let fingerprint: [u8; 32] = Sha256::digest(content).into();
        let key: Key = format!("form-{token}-{}", URL_SAFE_NO_PAD.encode(fingerprint))
            .parse()
            .map_err(|invalid| Error::invalid("attempt", "invalid_idempotency_key", invalid))?;
        Ok(Self { seal: Seal::new(&key, token)?, key, fingerprint })
    }
}

/// What a row keeps.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub fingerprint: Vec<u8>,
    pub status: u16,
    /// Sealed.
    pub body: Vec<u8>,
}

impl Kept {
    /// The reply to this request; refused to any other, and to one with another API key.
    fn replay(self, Request { fingerprint, seal, .. }: &Request) -> Result<Reply> {
        let body = Some(self.body).filter(|_| self.fingerprint == fingerprint);
        let body = body.and_then(|body| seal.open(fingerprint, &body));
        body.map(|body| Reply { status: self.status, body }).ok_or(Error::IdempotencyKeyReused)
    }
}

impl Engine {
    /// Answers what was answered to the request before, or runs the operation and keeps what `render` makes of its
    /// result. `IdempotencyKeyReused` when the key came with another request, `IdempotencyInProgress` while one with
    /// it is being worked on.
    pub async fn once<T, F>(
        &self,
        actor: &Actor,
        request: Request,
        run: F,
        render: impl Fn(T) -> Result<Reply> + Send + Sync + 'static,
    ) -> Result<Answered>
    where
        T: Clone + Send + 'static,
        F: AsyncFnOnce(Self) -> Result<T>,
    {
        let scope = (actor.account, actor.mode);
        // Asked before the operation is: what it would say by now is no answer to a request that was granted.
        let known = store::idempotency_keys::find(&mut *self.db.read().await?, scope, &request.key).await?;
        if let Some(kept) = known {
            return kept.replay(&request).map(replayed);
        }
        let claim = Arc::new(Claim::new(scope, request, self.make.clone(), render));
        let claiming = Self { db: self.db.claiming(claim.clone()), ..self.clone() };
        match run(claiming).await {
            Ok(result) => claim.answer(result).map(|reply| Answered { reply, replayed: false }),
            Err(Error::Answered(reply)) => Ok(replayed(reply)),
            Err(error) => Err(error),
        }
    }
}

const fn replayed(reply: Reply) -> Answered {
    Answered { reply, replayed: true }
}

#[cfg(test)]
mod tests;
