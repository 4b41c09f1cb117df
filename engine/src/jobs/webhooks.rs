//! Gives events their places and sends webhooks: at once after a write of this process, and twice a second for what
//! other processes write and for what is due again.

use std::time::{Duration, Instant};

use super::{PERIOD, pass};
use crate::{Engine, webhooks::BATCH};

/// Between two passes at the least, so that many writes cost one pass.
const REST: Duration = Duration::from_millis(20);

impl Engine {
    /// Never ends. Rests twice as long as a pass took, so that it never takes more than a third of the writer.
    pub(super) async fn keep_webhooks_going(&self) {
        let mut commits = self.db.commits();
        loop {
            let began = Instant::now();
            let dispatched = pass("dispatch events", self.dispatch_events()).await;
            pass("send webhooks", async { Ok(self.begin_deliveries().await?.len()) }).await;
            tokio::time::sleep(REST.max(began.elapsed() * 2)).await;
            if dispatched < BATCH {
                commits.wait(PERIOD).await;
            }
        }
    }
}
