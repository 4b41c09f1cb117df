//! What the jobs have before them, for whoever watches over a server.

use crate::{Engine, Result, store};

/// Work that is due, of all accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Customers who are at their bank.
    pub waiting_usages: i64,
    /// Talks with banks that are to be taken up again.
    pub payments_in_doubt: i64,
    /// Events without a place in their sequence: no webhook tells of them yet.
    pub new_events: i64,
    /// Deliveries whose next attempt is due.
    pub deliveries: i64,
    /// Letters that are due.
    pub mails: i64,
}

impl Engine {
    /// Counts what is due now. For operators: it belongs to no account.
    pub async fn backlog(&self) -> Result<Backlog> {
        store::backlog::count(&mut *self.db.read().await?, self.now()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TestDatabase, World, new_link, on_each_database};

    #[tokio::test]
    async fn what_is_due_is_counted_until_it_is_done() {
        on_each_database(async |database: TestDatabase| {
            let world = World::new(&database).await;
            assert_eq!(world.engine.backlog().await.unwrap(), Backlog::default());
            world.engine.create_link(&world.actor, new_link(1)).await.unwrap();
            let due = Backlog { new_events: 1, ..Backlog::default() };
            assert_eq!(world.engine.backlog().await.unwrap(), due);
            world.engine.dispatch_events().await.unwrap();
            assert_eq!(world.engine.backlog().await.unwrap(), Backlog::default());
        })
        .await;
    }
}
