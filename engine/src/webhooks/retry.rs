//! Sends one delivery again.

use domain::{
    Refusal,
    access::{Actor, Permission},
    id::DeliveryId,
    webhook::{DeliveryStatus, EndpointStatus},
};

use super::{Attempted, Delivery};
use crate::{
    Engine, Error, Result, require,
    store::{webhook_attempts, webhook_deliveries, webhook_endpoints},
};

impl Engine {
    /// Makes a delivery due at once and begins its schedule anew, also one that has succeeded. One that is being
    /// sent right now is answered as it is. `endpoint_not_enabled` when nothing would be sent.
    pub async fn retry_delivery(&self, actor: &Actor, id: DeliveryId) -> Result<Attempted> {
        require(actor, Permission::WriteWebhooks)?;
        let (whose, now) = ((actor.account, actor.mode), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let delivery = webhook_deliveries::find(tx, whose, id).await?;
                    let delivery = delivery.ok_or(Error::NotFound("webhook delivery"))?;
                    let endpoint = webhook_endpoints::find(tx, whose, delivery.endpoint).await?;
                    let endpoint = endpoint.ok_or(Error::NotFound("webhook endpoint"))?;
                    if endpoint.status != EndpointStatus::Enabled {
                        return Err(Refusal::EndpointNotEnabled.into());
                    }
                    let attempts = webhook_attempts::list(tx, whose, id).await?;
                    if delivery.status == DeliveryStatus::Sending {
                        return Ok(Attempted { delivery, attempts });
                    }
                    webhook_deliveries::restart(tx, &delivery, now).await?;
                    let delivery = Delivery {
                        status: DeliveryStatus::Pending,
                        tries: 0,
                        next_attempt_at: Some(now),
                        ..delivery
                    };
                    Ok(Attempted { delivery, attempts })
                })
            })
            .await
    }
}
