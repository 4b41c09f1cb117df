//! Deletes a link for good.

use domain::{
    access::{Actor, Permission},
    event::EventType,
    id::LinkId,
};

use super::author;
use crate::{
    Engine, Error, Result,
    events::{Event, Subject},
    require, store,
};

impl Engine {
    /// Removes a link from lists and public pages. Its usages and payments stay readable; a usage that has
    /// started may finish.
    pub async fn delete_link(&self, actor: &Actor, id: LinkId) -> Result<()> {
        require(actor, Permission::WriteLinks)?;
        let (actor, make) = (actor.clone(), self.make.clone());
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    let link = store::links::find(tx, actor.account, actor.mode, id).await?;
                    let link = link.ok_or(Error::NotFound("payment link"))?;
                    if !store::links::delete(tx, actor.account, actor.mode, id, make.now()).await? {
                        return Err(Error::NotFound("payment link"));
                    }
                    Event::new(
                        &make,
                        EventType::LinkDeleted,
                        Subject::link(&link, make.now())?,
                        &author(&actor),
                    )
                    .append(tx)
                    .await
                })
            })
            .await
    }
}
