//! Reads accounts.

use domain::{
    Mode,
    access::{Actor, Permission},
    id::AccountId,
};
use secrecy::SecretSlice;

use super::Account;
use crate::{
    Engine, Result, require,
    store::{accounts, users},
};

impl Engine {
    /// The account with this id.
    pub async fn account(&self, id: AccountId) -> Result<Account> {
        let mut connection = self.db.read().await?;
        accounts::get(&mut connection, id).await
    }

    /// The actor's account, with the secret that signs what its result pages hand over. For those who may
    /// change settings: with the secret anybody could sign.
    pub async fn own_account(&self, actor: &Actor) -> Result<(Account, SecretSlice<u8>)> {
        require(actor, Permission::WriteSettings)?;
        let mut connection = self.db.read().await?;
        let account = accounts::get(&mut connection, actor.account).await?;
        let secret = accounts::return_secret(&mut connection, actor.account).await?;
        Ok((account, secret))
    }

    /// The person who signs in with this email, acting in a mode; for commands on the machine itself, which
    /// ask for no password.
    pub async fn find_user(&self, email: &str, mode: Mode) -> Result<Option<Actor>> {
        let mut connection = self.db.read().await?;
        let user = users::find_by_email(&mut connection, &email.trim().to_lowercase()).await?;
        Ok(user.map(|user| user.actor(mode)))
    }

    /// Whether there are no accounts yet.
    pub async fn is_empty(&self) -> Result<bool> {
        let mut connection = self.db.read().await?;
        Ok(!accounts::exist(&mut connection).await?)
    }
}
