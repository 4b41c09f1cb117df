//! An event as the API shows it, and the body of a webhook: the same bytes.

use domain::{Mode, event::EventType, id::EventId};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::Value;

use super::{ShownEndpoint, ShownLink, ShownPayment, ShownUsage, absolute, moment};
use crate::events::KeptEvent;

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Event")]
pub struct ShownEvent {
    pub id: EventId,
    #[schemars(extend("const" = "event"))]
    pub object: &'static str,
    #[serde(rename = "type")]
    #[schemars(with = "EventType")]
    pub kind: String,
    pub mode: Mode,
    /// Its place among the events of the account and mode, without gaps; given a moment after it happened.
    pub sequence: Option<i64>,
    pub created_at: String,
    /// The object as it was when this happened.
    #[schemars(schema_with = "subject")]
    pub data: Value,
}

/// What something can happen to.
fn subject(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [
        generator.subschema_for::<ShownLink>(),
        generator.subschema_for::<ShownUsage>(),
        generator.subschema_for::<ShownPayment>(),
        generator.subschema_for::<ShownEndpoint>(),
    ] })
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
