//! Reads one event.

use domain::{
    access::{Actor, Permission},
    id::EventId,
};

use super::KeptEvent;
use crate::{Engine, Error, Result, require, store};

impl Engine {
    /// The event of the actor's account and mode with this id.
    pub async fn get_event(&self, actor: &Actor, id: EventId) -> Result<KeptEvent> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::events::find(&mut connection, (actor.account, actor.mode), id)
            .await?
            .ok_or(Error::NotFound("event"))
    }
}
