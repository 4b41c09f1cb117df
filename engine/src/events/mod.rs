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
use serde_json::{Value, json};

use crate::{Maker, Result, links::Link, payments::Payment, store, store::db::Tx, usages::Usage};

/// What an event is about.
#[derive(Clone, Debug)]
pub struct Subject {
    pub account: AccountId,
    pub mode: Mode,
    /// The id of the link, usage or payment.
    pub object: [u8; 16],
    pub link: LinkId,
    /// The facts worth keeping as they were at that moment.
    pub data: Value,
}

impl Subject {
    pub fn link(link: &Link) -> Self {
        let data = json!({"id": link.id, "slug": link.slug, "max_usages": link.slots.max_usages});
        Self { account: link.account, mode: link.mode, object: *link.id.bytes(), link: link.id, data }
    }

    pub fn usage(usage: &Usage) -> Self {
        let data = json!({"id": usage.id, "payment_link_id": usage.link_id, "status": usage.state.status()});
        Self {
            account: usage.account,
            mode: usage.mode,
            object: *usage.id.bytes(),
            link: usage.link_id,
            data,
        }
    }

    pub fn payment(payment: &Payment) -> Self {
        let data = json!({
            "id": payment.id,
            "usage_id": payment.usage_id,
            "status": payment.status,
            "bank_status": payment.bank_status,
            "reason_code": payment.reason_code,
        });
        Self {
            account: payment.account,
            mode: payment.mode,
            object: *payment.id.bytes(),
            link: payment.link_id,
            data,
        }
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
