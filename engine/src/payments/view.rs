//! Reads one payment.

use domain::{
    access::{Actor, Permission},
    id::PaymentId,
};

use super::Payment;
use crate::{Engine, Error, Result, require, store};

impl Engine {
    /// A payment of the actor's account and mode.
    pub async fn get_payment(&self, actor: &Actor, id: PaymentId) -> Result<Payment> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::payments::find(&mut connection, actor.account, actor.mode, id)
            .await?
            .ok_or(Error::NotFound("payment"))
    }
}
