//! Lists destinations.

use domain::{
    access::{Actor, Permission},
    id::DestinationId,
};

use super::Destination;
use crate::{
    Engine, Result,
    page::{Page, PageRequest},
    require,
    store::destinations,
};

impl Engine {
    /// The destinations of the actor's account and mode, newest first.
    pub async fn list_destinations(
        &self,
        actor: &Actor,
        page: &PageRequest<DestinationId>,
    ) -> Result<Page<Destination>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        destinations::list(&mut connection, actor.account, actor.mode, page).await
    }
}
