//! Gives events their places and makes their deliveries. A payment's own transaction writes one row and nothing more:
//! this comes after its commit, from one dispatcher at a time, so the places have no gap and no payment waits for
//! another's number.

use domain::Timestamp;

use crate::{
    Engine, Maker, Result,
    store::{
        db::Tx,
        event_sequences::{self, Given},
        webhook_deliveries, webhook_endpoints,
    },
};

/// Events of one transaction, so that no pass keeps payments waiting.
pub(crate) const BATCH: usize = 500;

impl Engine {
    /// Gives the events that have none their place, in the order of their ids, and makes a delivery of each for every
    /// endpoint that listens to it. Answers how many events there were, [`BATCH`] at the most.
    pub async fn dispatch_events(&self) -> Result<usize> {
        let mut connection = self.db.read().await?;
        if !event_sequences::any_missing(&mut connection).await? {
            return Ok(0);
        }
        drop(connection);
        let (make, now) = (self.make.clone(), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    event_sequences::take_turn(tx).await?;
                    let all = event_sequences::give(tx, BATCH).await?;
                    let mut events = 0;
                    for given in &all {
                        events += count(given);
                        fan_out(tx, &make, given, now).await?;
                    }
                    Ok(events)
                })
            })
            .await
    }
}

fn count(given: &Given) -> usize {
    usize::try_from(given.last - given.after).unwrap_or_default()
}

/// A delivery of each event for each endpoint that listens.
async fn fan_out(tx: &mut Tx, make: &Maker, given: &Given, now: Timestamp) -> Result<()> {
    for endpoint in webhook_endpoints::all(tx, (given.account, given.mode)).await? {
        let ids: Vec<[u8; 16]> = (0..count(given)).map(|_| make.uuid().into_bytes()).collect();
        webhook_deliveries::fan_out(tx, given, &endpoint, &ids, now).await?;
    }
    Ok(())
}
