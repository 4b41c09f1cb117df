//! Lists endpoints.

use domain::{
    access::{Actor, Permission},
    id::EndpointId,
};

use super::Endpoint;
use crate::{
    Engine, Result,
    page::{Page, PageRequest},
    require,
    store::webhook_endpoints,
};

impl Engine {
    /// The endpoints of the actor's account and mode, newest first.
    pub async fn list_endpoints(
        &self,
        actor: &Actor,
        page: &PageRequest<EndpointId>,
    ) -> Result<Page<Endpoint>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        webhook_endpoints::list(&mut connection, (actor.account, actor.mode), page).await
    }
}
