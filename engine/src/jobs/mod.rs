//! Jobs: what must happen though nobody asks. Each is safe on several servers at once, because each
//! takes its work by a guarded write.

mod backlog;
mod link_expiry;
mod mails;
mod old_replies;
mod payments_in_doubt;
mod webhooks;

pub use backlog::Backlog;

use std::{future::Future, panic::AssertUnwindSafe, time::Duration};

use futures_util::{FutureExt as _, join};

use crate::{Engine, Result};

/// How often the jobs look for work.
const PERIOD: Duration = Duration::from_millis(500);

impl Engine {
    /// Runs every job, none waiting for another, until `shutdown` is done.
    pub async fn run_jobs(&self, shutdown: impl Future<Output = ()>) {
        let jobs = async {
            join!(
                repeat("expire usages", || self.expire_usages()),
                repeat("payments in doubt", || async { Ok(self.begin_pursuits().await?.len()) }),
                repeat("link expiry", || self.emit_link_expiries()),
                self.keep_webhooks_going(),
                repeat("mails", || self.send_mails()),
                repeat("old replies", || self.forget_replies()),
            )
        };
        tokio::select! {
            () = shutdown => {}
            _ = jobs => {}
        }
    }

    /// Waits for the talks with banks that are going on, and for webhooks to be answered. Only once no request can
    /// begin another.
    pub async fn finish(&self) {
        self.tasks.close();
        self.couriers.tasks.close();
        join!(self.tasks.wait(), self.couriers.tasks.wait());
    }
}

/// Never ends: a job that fails or panics is logged and tried again.
async fn repeat<F: Future<Output = Result<usize>>>(job: &'static str, run: impl Fn() -> F) {
    loop {
        tokio::time::sleep(PERIOD).await;
        pass(job, run()).await;
    }
}

/// Runs a job once; answers how much it did, nothing when it failed.
async fn pass(job: &'static str, run: impl Future<Output = Result<usize>>) -> usize {
    match AssertUnwindSafe(run).catch_unwind().await {
        Ok(Ok(0)) => {}
        Ok(Ok(count)) => {
            tracing::debug!(job, count, "done");
            return count;
        }
        Ok(Err(error)) => tracing::error!(job, %error, "failed; will be tried again"),
        Err(_) => tracing::error!(job, "panicked; will be tried again"),
    }
    0
}
