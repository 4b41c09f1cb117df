//! Lists the usages of a link.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    id::{CustomerId, LinkId, UsageId},
    payment::PaymentStatus,
    usage::UsageStatus,
};

use super::Usage;
use crate::{
    Engine, Error, Result,
    page::{Count, Page, PageRequest},
    require, store,
};

/// Which usages to list; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct UsageFilter {
    pub status: Option<UsageStatus>,
    pub payment: Option<PaymentFilter>,
    pub customer_id: Option<CustomerId>,
    pub started_gte: Option<Timestamp>,
    pub started_lt: Option<Timestamp>,
    /// A usage or payment id whole, or a part of what the customer entered; through a link with more than 2,000
    /// usages, words of it by how they begin, and numbers also by how they end.
    pub q: Option<String>,
}

/// Usages by what became of their payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentFilter {
    /// Those without one.
    None,
    Status(PaymentStatus),
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

    /// How many of a link's usages the filter lets through; beyond 10,000, and in a search for what very many have
    /// in common beyond 1,000, only that there are more.
    pub async fn count_usages(&self, actor: &Actor, link: LinkId, filter: &UsageFilter) -> Result<Count> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::usages::count(&mut connection, (actor.account, actor.mode, link), filter).await
    }
}
