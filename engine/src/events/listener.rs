//! Who listens: from where on, to what, and what to do when too much was missed to be told one by one.

use std::collections::{HashSet, VecDeque};

use domain::{
    Mode, Timestamp,
    access::{Actor, Permission},
    id::{AccountId, EventId, LinkId, UsageId},
};
use tokio::sync::broadcast;

use super::{
    News,
    feed::{LATE, first_id, made_at},
};
use crate::{Engine, Result, links::Link, require, store, usages::Usage};

/// What is told one by one to a listener that comes back. One that missed more looks at everything anew.
const MISSED: usize = 200;

/// Position where on to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    Now,
    /// What has happened since a moment, such as when a page was read.
    Since(Timestamp),
    /// What has happened after the last event that was heard.
    After(EventId),
}

/// What to listen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Everything,
    Link(LinkId),
    Usage(UsageId),
}

/// What a listener hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something happened. It may be heard twice: news say what to look at, not what to add up.
    News(News),
    /// More happened than is told, or nobody knows what: look at everything anew.
    Missed,
}

/// Hears what happens in one account and mode for as long as it is kept.
pub struct Listener {
    coming: broadcast::Receiver<News>,
    about: About,
    /// What happened while nobody listened.
    past: VecDeque<News>,
    /// What is told from the past, and may come once more.
    told: HashSet<EventId>,
    missed: bool,
}

impl Listener {
    const fn new(coming: broadcast::Receiver<News>, about: About, told: HashSet<EventId>) -> Self {
        Self { coming, about, past: VecDeque::new(), told, missed: false }
    }

    /// What happens next; `None` when nothing will.
    pub async fn next(&mut self) -> Option<Heard> {
        if std::mem::take(&mut self.missed) {
            return Some(Heard::Missed);
        }
        if let Some(news) = self.past.pop_front() {
            return Some(Heard::News(news));
        }
        loop {
            match self.coming.recv().await {
                Ok(news) if self.about.includes(&news) && !self.told.remove(&news.id) => {
                    return Some(Heard::News(news));
                }
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return Some(Heard::Missed),
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

impl About {
    fn includes(self, news: &News) -> bool {
        match self {
            Self::Everything => true,
            Self::Link(link) => news.link == Some(link),
            Self::Usage(usage) => news.usage == Some(usage),
        }
    }
}

impl Engine {
    /// Listens to everything in the actor's account and mode.
    pub async fn follow(&self, actor: &Actor, from: Position) -> Result<Listener> {
        require(actor, Permission::Read)?;
        let whose = (actor.account, actor.mode);
        let coming = self.feed.join(self, whose).await?;
        let mut listener = Listener::new(coming, About::Everything, HashSet::new());
        match self.missed(whose, from).await? {
            Some(past) => {
                listener.told = past.iter().map(|news| news.id).collect();
                listener.past = past.into();
            }
            None => listener.missed = true,
        }
        Ok(listener)
    }

    /// Listens to one link, from now on. Who reads it afterwards misses nothing.
    pub async fn follow_link(&self, link: &Link) -> Result<Listener> {
        let coming = self.feed.join(self, (link.account, link.mode)).await?;
        Ok(Listener::new(coming, About::Link(link.id), HashSet::new()))
    }

    /// Listens to one usage and its payment, from now on. Who reads them afterwards misses nothing.
    pub async fn follow_usage(&self, usage: &Usage) -> Result<Listener> {
        let coming = self.feed.join(self, (usage.account, usage.mode)).await?;
        Ok(Listener::new(coming, About::Usage(usage.id), HashSet::new()))
    }

    /// The newest event of the actor's account and mode.
    pub async fn newest_event(&self, actor: &Actor) -> Result<Option<EventId>> {
        require(actor, Permission::Read)?;
        let mut connection = self.db.read().await?;
        store::events::newest(&mut connection, (actor.account, actor.mode)).await
    }

    /// What happened meanwhile; `None` when it is too much, or `from` is no event of theirs. It begins a
    /// little earlier than asked: an event from before may have been committed after.
    async fn missed(&self, whose: (AccountId, Mode), from: Position) -> Result<Option<Vec<News>>> {
        let moment = match from {
            Position::Now => return Ok(Some(Vec::new())),
            Position::Since(moment) => moment,
            Position::After(id) => made_at(id),
        };
        let mut connection = self.db.read().await?;
        if let Position::After(id) = from
            && !store::events::exists(&mut connection, whose, id).await?
        {
            return Ok(None);
        }
        let (after, limit) = (first_id(moment, LATE), i64::try_from(MISSED + 1).unwrap_or(i64::MAX));
        let news = store::events::list_after_of(&mut connection, whose, after, limit).await?;
        Ok(Some(news).filter(|news| news.len() <= MISSED))
    }
}

#[cfg(test)]
mod tests;
