//! Reads one payment link: for its merchant by id, for a customer by slug.

use domain::{
    access::{Actor, Permission},
    id::LinkId,
    slug::Slug,
};

use super::Link;
use crate::{Engine, Error, Result, accounts::Account, require, store};

/// A link as a customer reaches it, with the merchant behind it.
#[derive(Clone, Debug)]
pub struct PublicLink {
    pub link: Link,
    pub account: Account,
}

impl Engine {
    /// A link of the actor's account and mode.
    pub async fn get_link(&self, actor: &Actor, id: LinkId) -> Result<Link> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::links::find(&mut connection, actor.account, actor.mode, id)
            .await?
            .ok_or(Error::NotFound("payment link"))
    }

    /// The link behind a slug, in whatever state: also a deleted one, whose page says so.
    pub async fn public_link(&self, slug: &str) -> Result<Option<PublicLink>> {
        let Some(slug) = Slug::find(slug) else {
            return Ok(None);
        };
        let mut connection = self.db.read().await?;
        let Some(link) = store::links::find_by_slug(&mut connection, slug.as_str()).await? else {
            return Ok(None);
        };
        let account = store::accounts::get(&mut connection, link.account).await?;
        Ok(Some(PublicLink { link, account }))
    }

    /// The URL a merchant shares.
    pub fn link_url(&self, link: &Link) -> String {
        format!("{}/l/{}", self.base(), link.slug)
    }
}
