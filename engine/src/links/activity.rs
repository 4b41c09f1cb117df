//! Who did what to a link, newest first.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    event::EventType,
    id::LinkId,
};

use crate::{Engine, Result, require, store};

/// One entry of a link's activity log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub kind: EventType,
    /// `user:…`, `key:…`, `customer` or `remit`.
    pub by: String,
    pub at: Timestamp,
}

impl Engine {
    /// The last 50 things that happened to a link itself (not to its usages).
    pub async fn link_activity(&self, actor: &Actor, id: LinkId) -> Result<Vec<Activity>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::events::of_object(&mut connection, (actor.account, actor.mode), id.bytes()).await
    }
}
