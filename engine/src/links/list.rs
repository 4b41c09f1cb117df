//! Lists an account's payment links.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    id::{CustomerId, LinkId},
    link::LinkStatus,
};

use super::Link;
use crate::{
    Engine, Result,
    page::{Page, PageRequest},
    require, store,
};

/// Which links to list; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct LinkFilter {
    pub status: Option<LinkStatus>,
    /// An id whole, or a part of the reference, name, title or slug.
    pub q: Option<String>,
    pub reference: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub created_gte: Option<Timestamp>,
    pub created_lt: Option<Timestamp>,
}

impl Engine {
    /// One page of the actor's links, newest first.
    pub async fn list_links(
        &self,
        actor: &Actor,
        filter: &LinkFilter,
        request: &PageRequest<LinkId>,
    ) -> Result<Page<Link>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let rows =
            store::links::list(&mut connection, (actor.account, actor.mode), filter, request, self.now())
                .await?;
        Ok(Page::from_rows(rows, request))
    }
}
