//! Forgets a view.

use domain::{
    access::{Actor, Permission},
    text::Name,
};

use crate::{Engine, Result, require, store::saved_views};

impl Engine {
    /// Forgets the view of this name; without one there is nothing to do.
    pub async fn delete_view(&self, actor: &Actor, name: Name) -> Result<()> {
        require(actor, Permission::WriteLinks)?;
        let scope = (actor.account, actor.mode);
        self.db.write(move |tx| Box::pin(async move { saved_views::delete(tx, scope, &name).await })).await
    }
}
