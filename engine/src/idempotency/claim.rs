//! The guard at the door of a request that has a key.

use std::{
    any::Any,
    sync::{Mutex, MutexGuard, PoisonError},
};

use futures_util::future::BoxFuture;
use sha2::{Digest as _, Sha256};

use super::{Kept, Reply, Request};
use crate::{
    Error, Maker, Result,
    store::{
        db::Tx,
        idempotency_keys::{self, Scope},
    },
};

type Render = Box<dyn Fn(&dyn Any) -> Option<Result<Reply>> + Send + Sync>;

/// A key in use: the one write of an operation keeps its reply under it.
pub(crate) struct Claim {
    scope: Scope,
    request: Request,
    make: Maker,
    render: Render,
    /// What the write has kept.
    kept: Mutex<Option<Reply>>,
}

impl Claim {
    pub fn new<T: Clone + 'static>(
        scope: Scope,
        request: Request,
        make: Maker,
        render: impl Fn(T) -> Result<Reply> + Send + Sync + 'static,
    ) -> Self {
        // The door is one for writes of every type, so it does not know that of the operation's result.
        let render: Render = Box::new(move |result| result.downcast_ref().cloned().map(&render));
        Self { scope, request, make, render, kept: Mutex::default() }
    }

    /// Does the work and keeps the reply with it, unless the key was used before. `turns` when the database has
    /// several writers.
    pub async fn guard<T, F>(&self, tx: &mut Tx, turns: bool, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut Tx) -> BoxFuture<'c, Result<T>> + Send,
    {
        if self.is_spent() {
            return Err(Error::internal("an operation that is done once writes once"));
        }
        if turns && !idempotency_keys::take_turn(tx, self.turn()).await? {
            return Err(Error::IdempotencyInProgress);
        }
        if let Some(kept) = idempotency_keys::find(tx, self.scope, &self.request.key).await? {
            return Err(Error::Answered(kept.replay(&self.request)?));
        }
        let result = work(tx).await?;
        let reply = self.rendered(&result)?;
        let Request { key, fingerprint, seal } = &self.request;
        let body = seal.close(&self.make, fingerprint, &reply.body)?;
        let kept = Kept { fingerprint: fingerprint.to_vec(), status: reply.status, body };
        idempotency_keys::insert(tx, self.scope, key, &kept, self.make.now()).await?;
        *self.kept() = Some(reply);
        Ok(result)
    }

    /// What is answered to an operation that has succeeded with this result. One that had nothing to write has kept
    /// nothing.
    pub fn answer<T: 'static>(&self, result: T) -> Result<Reply> {
        let kept = self.kept().take();
        kept.map_or_else(|| self.rendered(&result), Ok)
    }

    fn is_spent(&self) -> bool {
        self.kept().is_some()
    }

    fn kept(&self) -> MutexGuard<'_, Option<Reply>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn rendered(&self, result: &dyn Any) -> Result<Reply> {
        let rendered = (self.render)(result);
        rendered.unwrap_or_else(|| Err(Error::internal("an operation wrote something else than its result")))
    }

    /// A number that requests with this key share, and others hardly ever.
    fn turn(&self) -> i64 {
        let (account, mode) = self.scope;
        let hash = Sha256::new().chain_update(account.bytes()).chain_update(mode.as_str());
        let hash = hash.chain_update(self.request.key.as_str()).finalize();
        hash.iter().take(8).fold(0, |number, byte| (number << 8) | i64::from(*byte))
    }
}
