//! Lists events.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    event::EventType,
    id::{EventId, LinkId},
};

use super::KeptEvent;
use crate::{
    Engine, Result,
    page::{Page, PageRequest},
    require, store,
};

/// Which events to list; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    pub kind: Option<EventType>,
    pub link: Option<LinkId>,
    /// The id of a link, usage, payment or endpoint: what happened to it itself.
    pub object: Option<[u8; 16]>,
    pub created_gte: Option<Timestamp>,
    pub created_lt: Option<Timestamp>,
}

impl Engine {
    /// One page of the events of the actor's account and mode, newest first. The newest may have no place yet.
    pub async fn list_events(
        &self,
        actor: &Actor,
        filter: &EventFilter,
        page: &PageRequest<EventId>,
    ) -> Result<Page<KeptEvent>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::events::list(&mut connection, (actor.account, actor.mode), filter, page).await
    }

    /// The events that follow a place in the sequence, oldest first: what fills a gap. Whoever has read up to a place
    /// has missed nothing before it, because places are given without gaps. The page has no cursor.
    pub async fn list_events_after(
        &self,
        actor: &Actor,
        filter: &EventFilter,
        after: i64,
        page: &PageRequest<EventId>,
    ) -> Result<Page<KeptEvent>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let scope = (actor.account, actor.mode);
        store::events::list_after_place(&mut connection, scope, filter, after, page).await
    }
}
