//! Jobs: what must happen though nobody asks. Each is safe on several servers at once, because each
//! takes its work by a guarded write.

mod link_expiry;
mod old_replies;
mod payments_in_doubt;

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
                repeat("old replies", || self.forget_replies()),
            )
        };
        tokio::select! {
            () = shutdown => {}
            _ = jobs => {}
        }
    }

    /// Waits for the talks with banks that are going on. Only once no request can begin another.
    pub async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

/// Never ends: a job that fails or panics is logged and tried again.
async fn repeat<F: Future<Output = Result<usize>>>(job: &'static str, run: impl Fn() -> F) {
    loop {
        tokio::time::sleep(PERIOD).await;
        match AssertUnwindSafe(run()).catch_unwind().await {
            Ok(Ok(0)) => {}
            Ok(Ok(count)) => tracing::debug!(job, count, "done"),
            Ok(Err(error)) => tracing::error!(job, %error, "failed; will be tried again"),
            Err(_) => tracing::error!(job, "panicked; will be tried again"),
        }
    }
}
