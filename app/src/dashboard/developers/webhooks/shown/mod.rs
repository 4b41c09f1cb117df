//! Webhooks and events as the server draws them.
//!
//! The cast: [`list`] all endpoints, [`form`] the fields of one, [`endpoint`] one with what may be done to it in
//! [`manage`]; [`deliveries`] those of an endpoint or an event, [`delivery`] one with its attempts; [`events`] what has
//! happened, [`event`] one; [`notice`] what stands above every page; `badges` statuses, `code` what machines read, `moment`
//! times. Here, what each of them shows.

mod badges;
mod code;
pub mod deliveries;
pub mod delivery;
pub mod endpoint;
pub mod event;
pub mod events;
pub mod form;
pub mod list;
pub mod manage;
mod moment;
pub mod notice;

use domain::webhook::{DeliveryStatus, EndpointStatus};

use crate::dashboard::format::When;

/// How far a delivery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: DeliveryStatus,
    pub attempts: u32,
}

/// An endpoint in the list.
pub struct EndpointRow {
    pub id: String,
    pub url: String,
    pub description: Option<String>,
    /// The types it listens to; none stands for all.
    pub kinds: Vec<&'static str>,
    pub status: EndpointStatus,
    pub failing: Option<When>,
    /// Its newest delivery.
    pub last: Option<(Standing, When)>,
}

/// One endpoint.
pub struct EndpointDetail {
    pub row: EndpointRow,
    pub created: When,
    /// Why Remit has disabled it, and when.
    pub reason: Option<String>,
    /// Until when two secrets sign.
    pub overlap: Option<When>,
    /// From when on to send again what was missed, as the control writes it.
    pub since: String,
    pub may_write: bool,
    pub csrf: String,
}

/// A delivery in a list.
pub struct DeliveryRow {
    pub id: String,
    /// The type of its event, or the URL of its endpoint.
    pub name: String,
    pub under: String,
    pub standing: Standing,
    pub answer: Option<String>,
    /// How long until it is sent again.
    pub next: Option<String>,
    pub created: When,
}

/// One delivery.
pub struct DeliveryDetail {
    pub id: String,
    pub standing: Standing,
    pub kind: String,
    pub event: String,
    pub endpoint: String,
    /// Nothing once it was deleted.
    pub url: Option<String>,
    pub created: When,
    pub next: Option<String>,
    pub body: String,
    /// The newest first.
    pub attempts: Vec<AttemptView>,
    pub retry: Retry,
    pub csrf: String,
}

/// Whether it may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    Yes,
    /// Its endpoint is not enabled.
    NotNow,
    /// Not by this viewer, or to no endpoint.
    Never,
}

/// What was sent once and what came back.
pub struct AttemptView {
    pub number: u32,
    pub at: When,
    /// To the second.
    pub time: String,
    pub took: String,
    pub lag: String,
    /// The status, or why there is none.
    pub answer: String,
    pub good: bool,
    pub detail: Option<String>,
    pub headers: String,
    pub body: Option<String>,
}

/// An event in the list.
pub struct EventRow {
    pub id: String,
    pub kind: String,
    pub meaning: Option<&'static str>,
    pub number: Option<String>,
    pub object: Option<String>,
    pub at: When,
}

/// One event.
pub struct EventDetail {
    pub row: EventRow,
    pub mode: &'static str,
    /// Where its object is shown.
    pub href: Option<String>,
    pub json: String,
}
