//! Lists what a customer has paid, or tried to.

use domain::{
    access::{Actor, Permission},
    id::{CustomerId, UsageId},
};

use crate::{
    Engine, Result,
    page::{Page, PageRequest},
    require, store,
    usages::Usage,
};

impl Engine {
    /// One page of the usages of all links that are, or were, bound to the customer, newest first; also of a
    /// customer that was deleted.
    pub async fn list_customer_usages(
        &self,
        actor: &Actor,
        customer: CustomerId,
        request: &PageRequest<UsageId>,
    ) -> Result<Page<Usage>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let scope = (actor.account, actor.mode);
        let rows = store::usages::list_of_customer(&mut connection, scope, customer, request).await?;
        Ok(Page::from_rows(rows, request))
    }
}
