//! Asks the banks about payments whose fate is not known, and goes on with usages a crash left behind.

use domain::{Timestamp, id::UsageId};
use futures_util::future::join_all;
use tokio::task::JoinHandle;

use crate::{Engine, Result, store, usages::LEASE_MILLIS};

/// Talks with banks that go on at once; more wait for the next pass.
const AT_ONCE: usize = 64;

impl Engine {
    /// Goes on with every usage whose bank is due to be asked, and waits for what comes of it; answers how many.
    pub async fn pursue_payments_in_doubt(&self) -> Result<usize> {
        let pursuits = self.begin_pursuits().await?;
        Ok(join_all(pursuits).await.len())
    }

    /// The same without waiting: a bank that is slow to answer must not keep the others from being asked.
    pub(super) async fn begin_pursuits(&self) -> Result<Vec<JoinHandle<()>>> {
        let free = AT_ONCE.saturating_sub(self.tasks.len());
        let mut connection = self.db.read().await?;
        let due = store::authorisations::list_due(&mut connection, self.now()).await?;
        drop(connection);
        let mut begun = Vec::new();
        for (usage, due) in due.into_iter().take(free) {
            if let Some(lease) = self.take_over(usage, due).await? {
                let engine = self.clone();
                begun.push(self.tasks.spawn(async move {
                    if let Err(error) = engine.pursue(usage, lease).await {
                        tracing::error!(%usage, %error, "could not be pursued; will be tried again");
                    }
                }));
            }
        }
        Ok(begun)
    }

    /// The lease, unless another server was first.
    async fn take_over(&self, usage: UsageId, due: Timestamp) -> Result<Option<Timestamp>> {
        let lease = self.now().plus_millis(LEASE_MILLIS);
        let take = self.db.write(move |tx| {
            Box::pin(async move { store::authorisations::take_due(tx, usage, due, lease).await })
        });
        Ok(take.await?.then_some(lease))
    }
}
