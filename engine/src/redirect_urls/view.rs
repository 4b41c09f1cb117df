//! Reads one registered redirect URL.

use domain::{
    access::{Actor, Permission},
    id::RedirectUrlId,
};

use super::RegisteredUrl;
use crate::{Engine, Error, Result, require, store::redirect_urls};

impl Engine {
    /// The registered URL of the actor's account and mode with this id.
    pub async fn get_redirect_url(&self, actor: &Actor, id: RedirectUrlId) -> Result<RegisteredUrl> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        redirect_urls::find(&mut connection, actor.account, actor.mode, id)
            .await?
            .ok_or(Error::NotFound("redirect URL"))
    }
}
