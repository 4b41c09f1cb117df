//! Reads deliveries and their attempts.

use domain::{
    access::{Actor, Permission},
    id::DeliveryId,
};

use super::{Attempted, Delivery, DeliveryFilter};
use crate::{
    Engine, Error, Result,
    page::{Page, PageRequest},
    require,
    store::{self, webhook_attempts, webhook_deliveries},
};

impl Engine {
    /// One page of the deliveries of the actor's account and mode, newest first, each with its attempts.
    /// `NotFound` when they are asked for by an event that is not there.
    pub async fn list_deliveries(
        &self,
        actor: &Actor,
        filter: &DeliveryFilter,
        page: &PageRequest<DeliveryId>,
    ) -> Result<Page<Attempted>> {
        require(actor, Permission::Read)?;
        let whose = (actor.account, actor.mode);
        let mut connection = self.db.read().await?;
        if let Some(event) = filter.event
            && !store::events::exists(&mut connection, whose, event).await?
        {
            return Err(Error::NotFound("event"));
        }
        let Page { items, has_more, total } =
            webhook_deliveries::list(&mut connection, whose, filter, page).await?;
        let mut attempted = Vec::with_capacity(items.len());
        for delivery in items {
            let attempts = webhook_attempts::list(&mut connection, whose, delivery.id).await?;
            attempted.push(Attempted { delivery, attempts });
        }
        Ok(Page { items: attempted, has_more, total })
    }

    /// The delivery of the actor's account and mode with this id, with its attempts.
    pub async fn get_delivery(&self, actor: &Actor, id: DeliveryId) -> Result<Attempted> {
        require(actor, Permission::Read)?;
        let whose = (actor.account, actor.mode);
        let mut connection = self.db.read().await?;
        let found: Option<Delivery> = webhook_deliveries::find(&mut connection, whose, id).await?;
        let delivery = found.ok_or(Error::NotFound("webhook delivery"))?;
        let attempts = webhook_attempts::list(&mut connection, whose, id).await?;
        Ok(Attempted { delivery, attempts })
    }
}
