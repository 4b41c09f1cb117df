//! Reads one endpoint.

use domain::{
    access::{Actor, Permission},
    id::EndpointId,
};

use super::Endpoint;
use crate::{Engine, Error, Result, require, store::webhook_endpoints};

impl Engine {
    /// The endpoint of the actor's account and mode with this id.
    pub async fn get_endpoint(&self, actor: &Actor, id: EndpointId) -> Result<Endpoint> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        webhook_endpoints::find(&mut connection, (actor.account, actor.mode), id)
            .await?
            .ok_or(Error::NotFound("webhook endpoint"))
    }
}
