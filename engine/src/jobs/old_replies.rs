//! Forgets what was answered to requests with an idempotency key, a week later.

use crate::{Engine, Result, idempotency::KEPT_MILLIS, store::idempotency_keys};

/// Rows that one transaction deletes: writers wait for it.
const AT_ONCE: u32 = 500;

impl Engine {
    /// Forgets replies kept for longer than they are promised; answers how many.
    pub async fn forget_replies(&self) -> Result<usize> {
        let before = self.now().plus_millis(-KEPT_MILLIS);
        if !idempotency_keys::any_old(&mut *self.db.read().await?, before).await? {
            return Ok(0);
        }
        let forgotten = self
            .db
            .write(move |tx| Box::pin(async move { idempotency_keys::prune(tx, before, AT_ONCE).await }));
        Ok(usize::try_from(forgotten.await?).unwrap_or_default())
    }
}
