//! Ends usages whose customers did not come back in time.

use super::apply::expire_if_overdue;
use crate::{Engine, Result, store};

impl Engine {
    /// Expires what is overdue, each in a transaction of its own; answers how many. Safe on several
    /// servers at once: the guarded update lets each usage expire only once.
    pub async fn expire_usages(&self) -> Result<usize> {
        let mut connection = self.db.read().await?;
        let overdue = store::usages::list_overdue(&mut connection, self.now()).await?;
        drop(connection);
        let mut expired = 0;
        for id in overdue {
            let make = self.make.clone();
            let done = self.db.write(move |tx| {
                Box::pin(async move {
                    match store::usages::get(tx, id).await? {
                        Some(mut usage) => expire_if_overdue(tx, &make, &mut usage).await,
                        None => Ok(false),
                    }
                })
            });
            match done.await {
                Ok(done) => expired += usize::from(done),
                // One usage that cannot be expired must not keep the others from it.
                Err(error) => tracing::error!(usage = %id, %error, "could not be expired"),
            }
        }
        Ok(expired)
    }
}
