//! Reads one destination.

use domain::{
    access::{Actor, Permission},
    id::DestinationId,
};

use super::Destination;
use crate::{Engine, Result, require, store::destinations};

impl Engine {
    /// The destination of the actor's account and mode with this id.
    pub async fn get_destination(&self, actor: &Actor, id: DestinationId) -> Result<Destination> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        destinations::get(&mut connection, actor.account, actor.mode, id).await
    }
}
