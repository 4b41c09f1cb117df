//! Sends everything again that an endpoint has missed.

use domain::{
    Refusal, Timestamp,
    access::{Actor, Permission},
    id::EndpointId,
};

use crate::{
    Engine, Error, Result, require,
    store::{webhook_deliveries, webhook_endpoints},
};

/// Deliveries of one call, so that no call keeps payments waiting.
const MOST: i64 = 5_000;

/// What a call has begun anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restarted {
    pub deliveries: u64,
    /// More are left: call again.
    pub has_more: bool,
}

impl Engine {
    /// Makes everything due that has failed or was skipped since a moment, the oldest first.
    /// `endpoint_not_enabled` when nothing would be sent.
    pub async fn retry_failed_deliveries(
        &self,
        actor: &Actor,
        id: EndpointId,
        since: Timestamp,
    ) -> Result<Restarted> {
        require(actor, Permission::WriteWebhooks)?;
        let (whose, now) = ((actor.account, actor.mode), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let endpoint = webhook_endpoints::find(tx, whose, id).await?;
                    let endpoint = endpoint.ok_or(Error::NotFound("webhook endpoint"))?;
                    // Another call that does the same waits, so that neither overlooks what the other leaves.
                    if !webhook_endpoints::hold(tx, id).await? {
                        return Err(Refusal::EndpointNotEnabled.into());
                    }
                    let deliveries =
                        webhook_deliveries::restart_undelivered(tx, &endpoint, since, MOST, now).await?;
                    let has_more = webhook_deliveries::any_undelivered(tx, &endpoint, since).await?;
                    Ok(Restarted { deliveries, has_more })
                })
            })
            .await
    }
}
