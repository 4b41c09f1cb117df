//! Sends a test to one endpoint.

use domain::{
    Refusal,
    access::{Actor, Permission},
    event::EventType,
    id::{DeliveryId, EndpointId},
    webhook::{DeliveryStatus, EndpointStatus},
};

use super::{Attempted, Delivery};
use crate::{
    Engine, Error, Result,
    events::{Event, Subject},
    links::author,
    require,
    store::{webhook_deliveries, webhook_endpoints},
};

impl Engine {
    /// Sends the event `webhook_endpoint.test` to this endpoint alone, by the way that every event goes, and answers
    /// its delivery. It has no place in the sequence, so that it is no gap for others.
    /// `endpoint_not_enabled` when nothing would be sent.
    pub async fn test_endpoint(&self, actor: &Actor, id: EndpointId) -> Result<Attempted> {
        require(actor, Permission::WriteWebhooks)?;
        let (whose, make, by) = ((actor.account, actor.mode), self.make.clone(), author(actor));
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let endpoint = webhook_endpoints::find(tx, whose, id).await?;
                    let endpoint = endpoint.ok_or(Error::NotFound("webhook endpoint"))?;
                    if endpoint.status != EndpointStatus::Enabled {
                        return Err(Refusal::EndpointNotEnabled.into());
                    }
                    let event =
                        Event::new(&make, EventType::EndpointTest, Subject::endpoint(&endpoint)?, &by);
                    let delivery = Delivery {
                        id: DeliveryId::from_uuid(make.uuid()),
                        account: endpoint.account,
                        mode: endpoint.mode,
                        endpoint: id,
                        event: event.id,
                        status: DeliveryStatus::Pending,
                        attempts: 0,
                        tries: 0,
                        next_attempt_at: Some(event.at),
                        created_at: event.at,
                    };
                    event.append(tx).await?;
                    webhook_deliveries::insert(tx, &delivery, id.bytes()).await?;
                    Ok(Attempted { delivery, attempts: Vec::new() })
                })
            })
            .await
    }
}
