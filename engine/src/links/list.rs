//! Lists an account's payment links.

use domain::{
    Currency, Timestamp,
    access::{Actor, Permission},
    id::{CustomerId, LinkId},
    link::LinkStatus,
};

use super::Link;
use crate::{
    Engine, Result,
    page::{Count, Page, PageRequest},
    require, store,
};

/// Which links to list, and in which order; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct LinkFilter {
    pub status: Option<LinkStatus>,
    /// An id whole, or words of the reference, name, title or slug, or of what a customer entered, by how they
    /// begin; numbers also by how they end.
    pub q: Option<String>,
    pub reference: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub created_gte: Option<Timestamp>,
    pub created_lt: Option<Timestamp>,
    /// Only links that expire have an expiry to compare.
    pub expires_gte: Option<Timestamp>,
    pub expires_lt: Option<Timestamp>,
    pub amount: Option<AmountFilter>,
    pub sort: LinkSort,
}

/// Amounts are compared within one currency.
#[derive(Clone, Copy, Debug)]
pub struct AmountFilter {
    pub currency: Currency,
    /// Minor units, inclusive on both sides.
    pub least: Option<i64>,
    pub most: Option<i64>,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LinkSort {
    #[default]
    Newest,
    Oldest,
    /// By minor units, the largest first, and of equal ones the newest.
    Amount,
    /// The next to expire first; those that never do come last.
    Expiry,
}

impl Engine {
    /// One page of the actor's links, in the order of the filter.
    pub async fn list_links(
        &self,
        actor: &Actor,
        filter: &LinkFilter,
        request: &PageRequest<LinkId>,
    ) -> Result<Page<Link>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let scope = (actor.account, actor.mode);
        let rows = store::links::list(&mut connection, scope, filter, request, self.now()).await?;
        Ok(Page::from_rows(rows, request))
    }

    /// How many of the actor's links the filter lets through; beyond 100,000, and in a search for what very many
    /// have in common beyond 1,000, only that there are more.
    pub async fn count_links(&self, actor: &Actor, filter: &LinkFilter) -> Result<Count> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::links::count(&mut connection, (actor.account, actor.mode), filter, self.now()).await
    }

    /// The currencies of the actor's links, in the order of their codes.
    pub async fn link_currencies(&self, actor: &Actor) -> Result<Vec<Currency>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::links::currencies(&mut connection, (actor.account, actor.mode)).await
    }
}
