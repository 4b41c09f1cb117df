//! Lists payments.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    id::{CustomerId, LinkId, PaymentId, UsageId},
    payment::PaymentStatus,
};

use super::Payment;
use crate::{
    Engine, Result,
    page::{Page, PageRequest},
    require, store,
};

/// Which payments to list; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct PaymentFilter {
    pub status: Option<PaymentStatus>,
    pub link_id: Option<LinkId>,
    pub reference: Option<String>,
    /// The customer of the usage it was made for.
    pub customer_id: Option<CustomerId>,
    pub created_gte: Option<Timestamp>,
    pub created_lt: Option<Timestamp>,
}

impl Engine {
    /// One page of the actor's payments, newest first.
    pub async fn list_payments(
        &self,
        actor: &Actor,
        filter: &PaymentFilter,
        request: &PageRequest<PaymentId>,
    ) -> Result<Page<Payment>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::payments::list(&mut connection, (actor.account, actor.mode), filter, request).await
    }

    /// The payments of these usages, at most 100 of them, in no order; a usage without one has none here.
    pub async fn payments_of(&self, actor: &Actor, usages: &[UsageId]) -> Result<Vec<Payment>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::payments::list_of_usages(&mut connection, (actor.account, actor.mode), usages).await
    }
}
