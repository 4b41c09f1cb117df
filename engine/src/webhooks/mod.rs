//! Webhooks: what happened, told to the merchant's own servers at least once.
//!
//! The cast: an [`Endpoint`] is where they go; `dispatch` gives events their places and makes the [`Delivery`] of
//! each to each endpoint; `deliver` makes an [`Attempt`], signed by `signature`; [`send`] carries one request to a
//! URL that a merchant chose, and nowhere it must not go; [`Couriers`] are those under way on this server. The
//! other files are what a merchant does: one verb each.

mod couriers;
mod create;
mod delete;
mod deliver;
mod deliveries;
mod dispatch;
mod edit;
mod list;
mod retry;
mod retry_failed;
mod rotate_secret;
#[cfg(test)]
mod scenarios;
pub mod send;
mod send_test;
mod signature;
mod view;

use std::{collections::BTreeMap, net::IpAddr};

use domain::{
    Mode, Timestamp,
    id::{AccountId, DeliveryId, EndpointId, EventId},
    text::Description,
    webhook::{
        DeliveryStatus, DisabledReason, EndpointStatus, EndpointUrl, InvalidEndpointUrl, Subscription,
    },
};
use secrecy::{SecretSlice, SecretString};

pub(crate) use couriers::Couriers;
pub(crate) use dispatch::BATCH;
pub use retry_failed::Restarted;

use crate::Engine;

/// Where webhooks go.
#[derive(Clone, Debug)]
pub struct Endpoint {
    pub id: EndpointId,
    pub account: AccountId,
    pub mode: Mode,
    pub url: String,
    pub events: Subscription,
    pub description: Option<String>,
    pub status: EndpointStatus,
    pub disabled_reason: Option<DisabledReason>,
    /// When Remit gave it up.
    pub disabled_at: Option<Timestamp>,
    pub secret: SecretSlice<u8>,
    pub old_secret: Option<OldSecret>,
    /// The first failure since the last success.
    pub failing_since: Option<Timestamp>,
    /// Events with a later place have a delivery, where the subscription names them.
    pub from_sequence: i64,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// The secret before a rotation: still signs for a while, so that a receiver has time to change.
#[derive(Clone, Debug)]
pub struct OldSecret {
    pub secret: SecretSlice<u8>,
    pub until: Timestamp,
}

/// An endpoint whose secret is shown: now and never again.
#[derive(Clone, Debug)]
pub struct Revealed {
    pub endpoint: Endpoint,
    /// `whsec_…`
    pub secret: SecretString,
}

/// An endpoint about to be made.
#[derive(Clone, Debug)]
pub struct NewEndpoint {
    pub url: EndpointUrl,
    pub events: Subscription,
    pub description: Option<Description>,
}

/// What to change of an endpoint.
#[derive(Clone, Debug, Default)]
pub struct EndpointEdit {
    pub url: Option<EndpointUrl>,
    pub events: Option<Subscription>,
    pub description: Option<Option<Description>>,
    pub status: Option<SettableStatus>,
}

/// The statuses a merchant sets; `DISABLED` comes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettableStatus {
    Enabled,
    Paused,
}

/// One event on its way to one endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub account: AccountId,
    pub mode: Mode,
    pub endpoint: EndpointId,
    pub event: EventId,
    pub status: DeliveryStatus,
    /// All attempts that were made.
    pub attempts: u32,
    /// Those since a retry was last asked for.
    pub tries: u32,
    /// When it is due; while it is sent, when its lease runs out.
    pub next_attempt_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// Which deliveries to list; every part narrows.
#[derive(Clone, Debug, Default)]
pub struct DeliveryFilter {
    pub event: Option<EventId>,
    pub endpoint: Option<EndpointId>,
    pub status: Option<DeliveryStatus>,
    /// Waits to be sent, or is being sent.
    pub waits: bool,
}

/// What was sent once and what came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// From 1.
    pub number: u32,
    pub request_headers: BTreeMap<String, String>,
    pub answer_status: Option<u16>,
    /// The first 4 KB.
    pub answer_body: Option<Vec<u8>>,
    /// Why there is no answer: a word, and what exactly happened.
    pub error: Option<String>,
    pub error_detail: Option<String>,
    pub started_at: Timestamp,
    pub duration_millis: i64,
    /// From the event to the start of this attempt.
    pub lag_millis: i64,
}

/// A delivery with all its attempts, the first first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempted {
    pub delivery: Delivery,
    pub attempts: Vec<Attempt>,
}

impl Engine {
    /// Reads the URL of an endpoint by the rules of the mode and what the operator allows.
    pub fn parse_endpoint_url(&self, text: &str, mode: Mode) -> Result<EndpointUrl, InvalidEndpointUrl> {
        let ranges = &self.settings.webhook_allow;
        EndpointUrl::parse(text, mode, |address: IpAddr| ranges.iter().any(|range| range.contains(&address)))
    }
}
