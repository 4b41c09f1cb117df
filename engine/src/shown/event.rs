//! An event as the API shows it, and the body of a webhook: the same bytes.

use domain::{Mode, id::EventId};
use serde::Serialize;
use serde_json::Value;

use super::{absolute, moment};
use crate::events::KeptEvent;

#[derive(Clone, Debug, Serialize)]
pub struct ShownEvent {
    pub id: EventId,
    pub object: &'static str,
    #[serde(rename = "type")]
    pub kind: String,
    pub mode: Mode,
    pub sequence: Option<i64>,
    pub created_at: String,
    /// The object as it was when this happened.
    pub data: Value,
}

impl ShownEvent {
    pub fn new(event: KeptEvent, base: &str) -> Self {
        let mut data = event.data;
        absolute(&mut data, base);
        Self {
            id: event.id,
            object: "event",
            kind: event.kind,
            mode: event.mode,
            sequence: event.sequence,
            created_at: moment(event.at),
            data,
        }
    }
}
