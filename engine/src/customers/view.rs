//! Reads one customer.

use domain::{
    access::{Actor, Permission},
    id::CustomerId,
};

use super::Customer;
use crate::{Engine, Error, Result, require, store};

impl Engine {
    /// The customer of the actor's account and mode with this id.
    pub async fn get_customer(&self, actor: &Actor, id: CustomerId) -> Result<Customer> {
        self.find_customer(actor, id).await?.ok_or(Error::NotFound("customer"))
    }

    /// The same for an id that a link or usage names: nothing when the record was deleted since.
    pub async fn find_customer(&self, actor: &Actor, id: CustomerId) -> Result<Option<Customer>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::customers::find(&mut connection, (actor.account, actor.mode), id).await
    }
}
