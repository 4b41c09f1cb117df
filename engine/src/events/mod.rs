//! Events: what happened, written in the transaction that caused it. The table is the outbox from which
//! webhooks and live pages are fed.
//!
//! The cast: [`Event`] what is written, [`KeptEvent`] what is read again; `feed` reads for who listens, `listener` is
//! who does. An event's place in the sequence is given after its commit, by `webhooks::dispatch`.

mod feed;
mod list;
mod listener;
mod view;

pub(crate) use feed::Feed;
pub use feed::News;
pub use list::EventFilter;
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
    shown::{ShownEndpoint, ShownLink, ShownPayment, ShownUsage},
    store,
    store::db::Tx,
    usages::Usage,
    webhooks::Endpoint,
};

/// What an event is about.
#[derive(Clone, Debug)]
pub struct Subject {
    pub account: AccountId,
    pub mode: Mode,
    /// The id of the link, usage, payment or endpoint.
    pub object: [u8; 16],
    /// The link it has to do with.
    pub link: Option<LinkId>,
    /// The object as it was at that moment, in the shape of the API; its addresses without their base.
    pub data: Value,
    /// The names of the fields that an edit changed.
    pub changed: Option<Vec<&'static str>>,
}

impl Subject {
    pub fn link(link: &Link, now: Timestamp) -> Result<Self> {
        let data = serde_json::to_value(ShownLink::new(link.clone(), now, ""))?;
        let (account, mode, object) = (link.account, link.mode, *link.id.bytes());
        Ok(Self { account, mode, object, link: Some(link.id), data, changed: None })
    }

    pub fn usage(usage: &Usage) -> Result<Self> {
        let data = serde_json::to_value(ShownUsage::new(usage.clone(), ""))?;
        let (account, mode, object) = (usage.account, usage.mode, *usage.id.bytes());
        Ok(Self { account, mode, object, link: Some(usage.link_id), data, changed: None })
    }

    pub fn payment(payment: &Payment) -> Result<Self> {
        let data = serde_json::to_value(ShownPayment::new(payment.clone()))?;
        let (account, mode, object) = (payment.account, payment.mode, *payment.id.bytes());
        Ok(Self { account, mode, object, link: Some(payment.link_id), data, changed: None })
    }

    pub fn endpoint(endpoint: &Endpoint) -> Result<Self> {
        let data = serde_json::to_value(ShownEndpoint::new(endpoint.clone()))?;
        let (account, mode, object) = (endpoint.account, endpoint.mode, *endpoint.id.bytes());
        Ok(Self { account, mode, object, link: None, data, changed: None })
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

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptEvent {
    pub id: EventId,
    pub mode: Mode,
    /// The type as it is kept: another server may be newer than this one and know more of them.
    pub kind: String,
    /// Its place among the events of the account and mode, from 1 and without gaps. `None` until it is given, and for
    /// tests of an endpoint, which have none.
    pub sequence: Option<i64>,
    /// The object as it was at that moment; its addresses without their base.
    pub data: Value,
    pub at: Timestamp,
}
