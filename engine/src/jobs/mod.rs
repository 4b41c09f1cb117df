//! Jobs: what must happen though nobody asks. Each is safe on several servers at once, because each
//! takes its work by a guarded write.

mod link_expiry;
mod payments_in_doubt;

use std::{future::Future, time::Duration};

use crate::{Engine, Result};

/// How often the jobs look for work.
const PERIOD: Duration = Duration::from_millis(500);

impl Engine {
    /// Runs every job until `shutdown` is done. A job that fails is logged and tried again.
    pub async fn run_jobs(&self, shutdown: impl Future<Output = ()>) {
        tokio::pin!(shutdown);
        loop {
            tokio::select! {
                () = &mut shutdown => return,
                () = tokio::time::sleep(PERIOD) => {}
            }
            log("expire usages", self.expire_usages().await);
            log("payments in doubt", self.pursue_payments_in_doubt().await);
            log("link expiry", self.emit_link_expiries().await);
        }
    }
}

fn log(job: &str, result: Result<usize>) {
    match result {
        Ok(0) => {}
        Ok(count) => tracing::debug!(job, count, "done"),
        Err(error) => tracing::error!(job, %error, "failed; will be tried again"),
    }
}
