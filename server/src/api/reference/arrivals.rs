//! What arrives at a merchant's own server: one webhook for each type of event.

use domain::event::EventType;
use engine::shown::{ShownEndpoint, ShownEvent, ShownLink, ShownPayment, ShownUsage};
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};

use super::{examples, operation::Describe};

/// One webhook by the name of its type.
pub(super) fn all(shown: &mut SchemaGenerator) -> Map<String, Value> {
    EventType::ALL.iter().map(|kind| (kind.as_str().to_owned(), arrival(*kind, shown))).collect()
}

/// The headers that every webhook has, under the names they are referred to by.
pub(super) fn headers() -> Value {
    let header = |name: &str, description: &str, example: &str| {
        json!({
            "name": name, "in": "header", "required": true, "description": description, "example": example,
            "schema": { "type": "string" },
        })
    };
    json!({
        "webhook-id": header("webhook-id", "The id of the event: the same at every attempt", examples::EVENT),
        "webhook-timestamp": header(
            "webhook-timestamp", "When this attempt was made, in seconds since 1970", examples::TIMESTAMP,
        ),
        "webhook-signature": header(
            "webhook-signature",
            "Standard Webhooks 1.0: one signature for each secret that is valid, with a space between",
            examples::SIGNATURE,
        ),
    })
}

fn arrival(kind: EventType, shown: &mut SchemaGenerator) -> Value {
    let (summary, at, data) = happened(kind);
    let (describe, example) = subject(kind);
    let schema = json!({ "allOf": [
        shown.subschema_for::<ShownEvent>(),
        { "properties": { "type": { "const": kind.as_str() }, "data": describe(shown) } },
    ] });
    let mut event = examples::event();
    event["type"] = json!(kind.as_str());
    event["created_at"] = json!(at);
    event["data"] = merged(example, data);
    if !kind.is_listed() {
        event["sequence"] = Value::Null;
    }
    let header = |name| json!({ "$ref": format!("#/components/parameters/{name}") });
    let headers = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(header);
    json!({ "post": {
        "operationId": format!("on_{}", kind.as_str().replace('.', "_")), "tags": ["events"], "summary": summary,
        "parameters": headers,
        "requestBody": {
            "required": true, "content": { "application/json": { "schema": schema, "example": event } },
        },
        "responses": {
            "2XX": { "description": "It has arrived. Answer within 10 seconds, before you work on it." },
            "410": { "description": "Nobody wants it any more: the endpoint is disabled." },
            "default": { "description": "It has not arrived. There are up to 10 attempts in three days." },
        },
        "security": [],
    } })
}

/// What an event is about.
fn subject(kind: EventType) -> (Describe, Value) {
    match kind {
        EventType::LinkCreated
        | EventType::LinkUpdated
        | EventType::LinkDisabled
        | EventType::LinkEnabled
        | EventType::LinkExpired
        | EventType::LinkUsed
        | EventType::LinkDeleted => (SchemaGenerator::subschema_for::<ShownLink>, examples::link()),
        EventType::UsageStarted
        | EventType::UsagePaymentCreated
        | EventType::UsageFailed
        | EventType::UsageExpired
        | EventType::UsageReversed => (SchemaGenerator::subschema_for::<ShownUsage>, examples::usage()),
        EventType::PaymentCreated | EventType::PaymentUpdated => {
            (SchemaGenerator::subschema_for::<ShownPayment>, examples::payment())
        }
        EventType::EndpointTest => (SchemaGenerator::subschema_for::<ShownEndpoint>, examples::endpoint()),
    }
}

/// What has happened in words, when, and what the object shows of it.
fn happened(kind: EventType) -> (&'static str, &'static str, Value) {
    const EDITED: &str = "2026-06-02T08:30:00.012Z";
    const ANSWERED: &str = "2026-06-02T10:15:42.120Z";
    match kind {
        EventType::LinkCreated => ("A link was created", "2026-06-01T09:00:00.012Z", untouched()),
        EventType::LinkUpdated => ("A link was changed", EDITED, edited("ACTIVE")),
        EventType::LinkDisabled => ("A link was disabled", EDITED, edited("DISABLED")),
        EventType::LinkEnabled => ("A link was enabled again", EDITED, edited("ACTIVE")),
        EventType::LinkExpired => {
            ("The time of a link is over", "2026-06-30T19:59:00.250Z", over("EXPIRED", 3))
        }
        EventType::LinkUsed => ("A link has taken its last payment", ANSWERED, over("USED", 20)),
        EventType::LinkDeleted => ("A link was deleted", EDITED, edited("DISABLED")),
        EventType::UsageStarted => {
            ("A customer has pressed Pay", "2026-06-02T10:15:00.015Z", unpaid("STARTED", None))
        }
        EventType::UsagePaymentCreated => {
            ("The bank has accepted the payment: the event to act on", ANSWERED, json!({}))
        }
        EventType::UsageFailed => ("The payment was declined, cancelled or rejected", ANSWERED, declined()),
        EventType::UsageExpired => (
            "The customer did not come back in time",
            "2026-06-02T10:30:00.120Z",
            unpaid("EXPIRED", Some("2026-06-02T10:30:00Z")),
        ),
        EventType::UsageReversed => (
            "The bank has taken an accepted payment back",
            "2026-06-02T11:02:00.120Z",
            json!({ "payment_status": "REJECTED", "reversed_at": "2026-06-02T11:02:00Z" }),
        ),
        EventType::PaymentCreated => {
            ("The payment exists at the bank", "2026-06-02T10:15:40.120Z", pending())
        }
        EventType::PaymentUpdated => ("What the bank says of a payment has changed", ANSWERED, json!({})),
        EventType::EndpointTest => ("You asked for a test: nothing has happened", ANSWERED, json!({})),
    }
}

fn untouched() -> Value {
    json!({ "completed_usages": 0, "reserved_usages": 0 })
}

fn edited(status: &str) -> Value {
    json!({ "status": status, "updated_at": "2026-06-02T08:30:00Z" })
}

fn over(status: &str, completed: u32) -> Value {
    json!({
        "status": status, "completed_usages": completed, "reserved_usages": 0, "expires_at": "2026-06-30T19:59:00Z",
    })
}

fn unpaid(status: &str, finished_at: Option<&str>) -> Value {
    json!({ "status": status, "payment_id": null, "payment_status": null, "finished_at": finished_at })
}

fn declined() -> Value {
    let failure = json!({ "code": "declined", "message": "The customer declined or cancelled at the bank." });
    merged(unpaid("FAILED", Some("2026-06-02T10:15:42Z")), json!({ "failure": failure }))
}

fn pending() -> Value {
    json!({ "status": "PENDING", "bank_status": "PDNG", "updated_at": "2026-06-02T10:15:40Z" })
}

/// An object with these members instead of its own.
fn merged(mut object: Value, members: Value) -> Value {
    if let (Value::Object(object), Value::Object(members)) = (&mut object, members) {
        object.extend(members);
    }
    object
}
