//! Asks the banks about payments whose fate is not known, and goes on with usages a crash left behind.

use futures_util::future::join_all;

use crate::{Engine, Result, store};

/// How long one server may take over a question before another asks it.
const LEASE_MILLIS: i64 = 30_000;

impl Engine {
    /// Goes on with every usage whose bank is due to be asked; answers how many.
    pub async fn pursue_payments_in_doubt(&self) -> Result<usize> {
        let mut connection = self.db.read().await?;
        let due = store::authorisations::list_due(&mut connection, self.now()).await?;
        drop(connection);
        let asked = join_all(due.into_iter().map(|(usage, due)| async move {
            let lease = self.now().plus_millis(LEASE_MILLIS);
            let take = self.db.write(move |tx| {
                Box::pin(async move { store::authorisations::take_due(tx, usage, due, lease).await })
            });
            if take.await? {
                self.pursue(usage).await?;
            }
            Ok(())
        }));
        let results: Vec<Result<()>> = asked.await;
        let count = results.len();
        results.into_iter().collect::<Result<()>>()?;
        Ok(count)
    }
}
