//! Lists an account's customers.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    id::CustomerId,
};

use super::Customer;
use crate::{
    Engine, Result,
    page::{Count, Page, PageRequest},
    require, store,
};

/// Which customers to list; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct CustomerFilter {
    /// An id whole, or words of the name, email, phone or reference by how they begin; numbers also by how they
    /// end.
    pub q: Option<String>,
    pub reference: Option<String>,
    pub created_gte: Option<Timestamp>,
    pub created_lt: Option<Timestamp>,
}

impl Engine {
    /// One page of the actor's customers, newest first.
    pub async fn list_customers(
        &self,
        actor: &Actor,
        filter: &CustomerFilter,
        request: &PageRequest<CustomerId>,
    ) -> Result<Page<Customer>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let scope = (actor.account, actor.mode);
        let rows = store::customers::list(&mut connection, scope, filter, request).await?;
        Ok(Page::from_rows(rows, request))
    }

    /// How many of the actor's customers the filter lets through; beyond 100,000, and in a search for what very
    /// many have in common beyond 1,000, only that there are more.
    pub async fn count_customers(&self, actor: &Actor, filter: &CustomerFilter) -> Result<Count> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::customers::count(&mut connection, (actor.account, actor.mode), filter).await
    }
}
