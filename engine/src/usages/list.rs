//! Lists the usages of a link.

use domain::{
    access::{Actor, Permission},
    id::{LinkId, UsageId},
    usage::UsageStatus,
};

use super::Usage;
use crate::{
    Engine, Error, Result,
    page::{Page, PageRequest},
    require, store,
};

/// Which usages to list; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct UsageFilter {
    pub status: Option<UsageStatus>,
    /// A usage or payment id whole, or a part of what the customer entered.
    pub q: Option<String>,
}

impl Engine {
    /// One page of a link's usages, newest first; also of a deleted link.
    pub async fn list_usages(
        &self,
        actor: &Actor,
        link: LinkId,
        filter: &UsageFilter,
        request: &PageRequest<UsageId>,
    ) -> Result<Page<Usage>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let scope = (actor.account, actor.mode, link);
        if !store::links::is_of(&mut connection, scope).await? {
            return Err(Error::NotFound("payment link"));
        }
        let rows = store::usages::list(&mut connection, scope, filter, request).await?;
        Ok(Page::from_rows(rows, request))
    }
}
