//! Lists the register of redirect URLs.

use domain::{
    access::{Actor, Permission},
    id::RedirectUrlId,
};

use super::RegisteredUrl;
use crate::{
    Engine, Result,
    page::{Page, PageRequest},
    require,
    store::redirect_urls,
};

impl Engine {
    /// The registered URLs of the actor's account and mode, newest first.
    pub async fn list_redirect_urls(
        &self,
        actor: &Actor,
        page: &PageRequest<RedirectUrlId>,
    ) -> Result<Page<RegisteredUrl>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        redirect_urls::list(&mut connection, actor.account, actor.mode, page).await
    }
}
