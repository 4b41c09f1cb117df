//! One effect for one request, however often it is sent.
//!
//! Who hears no answer sends the request again with the same [`Key`]. [`Engine::once`] runs an operation with an engine
//! whose door to the database keeps the reply in the transaction of the effect: there is never one without the
//! other. The cast: [`Key`] names a request, [`Request`] says which it is, `claim` guards the door.
//!
//! A refusal has no effect, so nothing is kept of it, and the key may be used again once what was wrong is mended.

mod claim;
mod key;

use std::sync::Arc;

use domain::access::{Actor, Who};
use sha2::{Digest as _, Sha256};

use crate::{Engine, Error, Result, store};

pub(crate) use claim::Claim;
pub use key::Key;

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
    pub digest: [u8; 32],
}

/// What a row keeps.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub fingerprint: Vec<u8>,
    pub reply: Reply,
}

impl Kept {
    /// The reply to the request of this fingerprint; refused to any other.
    fn replay(self, fingerprint: &[u8]) -> Result<Reply> {
        if self.fingerprint == fingerprint { Ok(self.reply) } else { Err(Error::IdempotencyKeyReused) }
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
        let fingerprint = fingerprint(actor, &request);
        // Asked before the operation is: what it would say by now is no answer to a request that was granted.
        let known = store::idempotency_keys::find(&mut *self.db.read().await?, scope, &request.key).await?;
        if let Some(kept) = known {
            return kept.replay(&fingerprint).map(replayed);
        }
        let claim = Arc::new(Claim::new(scope, request.key, fingerprint, self.now(), render));
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

/// The request and what its sender may do: who may do less is not told what another was answered.
fn fingerprint(actor: &Actor, request: &Request) -> Vec<u8> {
    let mut rights: Vec<_> = match &actor.who {
        Who::Key { scopes, .. } => scopes.iter().map(|scope| scope.as_str()).collect(),
        Who::User { role, .. } => vec![role.as_str()],
    };
    rights.sort_unstable();
    let hash = Sha256::new().chain_update(request.digest).chain_update(rights.join(" "));
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests;
