//! Who did what to a link, newest first.

use domain::{
    Timestamp,
    access::{Actor, Permission},
    event::EventType,
    id::LinkId,
};

use crate::{Engine, Result, require, store};

/// One entry of a link's activity log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    pub kind: EventType,
    pub by: Author,
    /// The names of the fields that were changed, as the API has them; for edits only.
    pub changed: Vec<String>,
    pub at: Timestamp,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// A person's email.
    User(String),
    /// The name of an API key, in use or revoked.
    Key(String),
    Customer,
    Remit,
}

impl Author {
    /// From an event's `by`; an id nobody has a name for stands for itself.
    fn read(by: &str, names: &[(String, String)]) -> Self {
        let name = |id: &str| {
            let known = names.iter().find(|(known, _)| known == id);
            known.map_or(id, |(_, name)| name).to_owned()
        };
        match by.split_once(':') {
            Some(("user", id)) => Self::User(name(id)),
            Some((_, id)) => Self::Key(name(id)),
            None if by == "customer" => Self::Customer,
            None => Self::Remit,
        }
    }
}

impl Engine {
    /// The last 50 things that happened to a link itself (not to its usages).
    pub async fn link_activity(&self, actor: &Actor, id: LinkId) -> Result<Vec<Activity>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        let whose = (actor.account, actor.mode);
        let told = store::events::of_object(&mut connection, whose, id.bytes()).await?;
        if told.is_empty() {
            return Ok(Vec::new());
        }
        let mut names = store::users::names(&mut connection, actor.account).await?;
        names.extend(store::api_keys::names(&mut connection, actor.account, actor.mode).await?);
        let entry = |told: store::events::Told| Activity {
            kind: told.kind,
            by: Author::read(&told.by, &names),
            changed: told.changed,
            at: told.at,
        };
        Ok(told.into_iter().map(entry).collect())
    }
}
