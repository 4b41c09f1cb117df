//! Lists the saved views.

use domain::access::{Actor, Permission};

use super::SavedView;
use crate::{Engine, Result, require, store::saved_views};

impl Engine {
    /// The views of the actor's account and mode, the oldest first.
    pub async fn list_views(&self, actor: &Actor) -> Result<Vec<SavedView>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        saved_views::list(&mut connection, (actor.account, actor.mode)).await
    }
}
