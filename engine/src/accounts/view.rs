//! Reads accounts.

use domain::id::AccountId;

use super::Account;
use crate::{Engine, Result, store::accounts};

impl Engine {
    /// The account with this id.
    pub async fn account(&self, id: AccountId) -> Result<Account> {
        let mut connection = self.db.read().await?;
        accounts::get(&mut connection, id).await
    }

    /// Whether there are no accounts yet.
    pub async fn is_empty(&self) -> Result<bool> {
        let mut connection = self.db.read().await?;
        Ok(!accounts::exist(&mut connection).await?)
    }
}
