//! Takes endpoints out.

use domain::{
    access::{Actor, Permission},
    id::EndpointId,
};

use crate::{
    Engine, Error, Result, require,
    store::{webhook_deliveries, webhook_endpoints},
};

impl Engine {
    /// Takes an endpoint out, its secrets with it. What waited for it is not sent any more; what was sent stays to
    /// be read at its event.
    pub async fn delete_endpoint(&self, actor: &Actor, id: EndpointId) -> Result<()> {
        require(actor, Permission::WriteWebhooks)?;
        let (whose, now) = ((actor.account, actor.mode), self.now());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let deleted = webhook_endpoints::delete(tx, whose, id, now).await?;
                    if !deleted {
                        return Err(Error::NotFound("webhook endpoint"));
                    }
                    webhook_deliveries::skip_pending(tx, id).await
                })
            })
            .await
    }
}
