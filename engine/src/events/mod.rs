//! Events: what happened, written in the transaction that caused it. The table is the outbox from which
//! webhooks and live pages are fed.
//!
//! The cast: [`Event`] what is written; `feed` reads it again for who listens, `listener` is who does.

mod feed;
mod listener;

pub(crate) use feed::Feed;
pub use feed::News;
pub use listener::{About, Heard, Listener, Position};

use domain::{
    Mode, Timestamp,
    event::EventType,
    id::{AccountId, EventId, LinkId},
};
use serde_json::Value;

use crate::{
    Maker, Result,
    links::Link,
    payments::Payment,
    shown::{ShownLink, ShownPayment, ShownUsage},
    store,
    store::db::Tx,
    usages::Usage,
};

/// What an event is about.
#[derive(Clone, Debug)]
pub struct Subject {
    pub account: AccountId,
    pub mode: Mode,
    /// The id of the link, usage or payment.
    pub object: [u8; 16],
    pub link: LinkId,
    /// The object as it was at that moment, in the shape of the API; its addresses without their base.
    pub data: Value,
    /// The names of the fields that an edit changed.
    pub changed: Option<Vec<&'static str>>,
}

impl Subject {
    pub fn link(link: &Link, now: Timestamp) -> Result<Self> {
        let data = serde_json::to_value(ShownLink::new(link.clone(), now, ""))?;
        let (account, mode, object) = (link.account, link.mode, *link.id.bytes());
        Ok(Self { account, mode, object, link: link.id, data, changed: None })
    }

    pub fn usage(usage: &Usage) -> Result<Self> {
        let data = serde_json::to_value(ShownUsage::new(usage.clone(), ""))?;
        let (account, mode, object) = (usage.account, usage.mode, *usage.id.bytes());
        Ok(Self { account, mode, object, link: usage.link_id, data, changed: None })
    }

    pub fn payment(payment: &Payment) -> Result<Self> {
        let data = serde_json::to_value(ShownPayment::new(payment.clone()))?;
        let (account, mode, object) = (payment.account, payment.mode, *payment.id.bytes());
        Ok(Self { account, mode, object, link: payment.link_id, data, changed: None })
    }
}

/// An event about to be appended.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: EventId,
    pub kind: EventType,
    pub subject: Subject,
    /// `user:…`, `key:…`, `customer` or `remit`.
    pub by: String,
    pub at: Timestamp,
}

impl Event {
    pub fn new(make: &Maker, kind: EventType, subject: Subject, by: &str) -> Self {
        Self { id: EventId::from_uuid(make.uuid()), kind, subject, by: by.to_owned(), at: make.now() }
    }

    /// Writes the event in the caller's transaction.
    pub(crate) async fn append(self, tx: &mut Tx) -> Result<()> {
        store::events::insert(tx, &self).await
    }
}
