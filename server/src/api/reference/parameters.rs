//! The parameters of operations: what stands in the path, in the query and in the headers.

use schemars::JsonSchema;
use serde_json::{Value, json};

use super::schema_of;

/// One parameter of a query.
pub(super) struct Parameter {
    pub name: &'static str,
    pub description: &'static str,
    pub schema: Value,
}

impl Parameter {
    pub fn shown(&self) -> Value {
        json!({
            "name": self.name, "in": "query", "description": self.description, "schema": self.schema,
        })
    }
}

fn parameter(name: &'static str, description: &'static str, schema: Value) -> Parameter {
    Parameter { name, description, schema }
}

/// Any text.
pub(super) fn text(name: &'static str, description: &'static str) -> Parameter {
    parameter(name, description, json!({ "type": "string" }))
}

/// An id, or one of some words.
pub(super) fn of<T: JsonSchema>(name: &'static str, description: &'static str) -> Parameter {
    parameter(name, description, schema_of::<T>())
}

fn flag(name: &'static str, description: &'static str) -> Parameter {
    parameter(name, description, json!({ "type": "boolean", "default": false }))
}

pub(super) fn number(name: &'static str, description: &'static str) -> Parameter {
    parameter(name, description, json!({ "type": "integer", "minimum": 0 }))
}

/// The time between two moments in which an object was made.
pub(super) fn created() -> [Parameter; 2] {
    let moment = json!({ "type": "string", "format": "date-time" });
    [
        parameter("created_gte", "Made at this moment or later", moment.clone()),
        parameter("created_lt", "Made before this moment", moment),
    ]
}

/// Which page of a list.
pub(super) fn page() -> [Parameter; 4] {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 25 });
    [
        parameter("limit", "How many objects a page has", limit),
        text("starting_after", "The `next_cursor` of the page before: go on from there"),
        text("ending_before", "A `next_cursor`, to go back from there"),
        flag("total_count", "Also count how many there are on all pages"),
    ]
}

/// The objects that a usage can be shown with.
pub(super) fn expand() -> Parameter {
    let words = json!({ "type": "string", "enum": ["payment", "payment_link", "customer"] });
    parameter(
        "expand[]",
        "Show these objects whole, beside their ids; may come several times",
        json!({ "type": "array", "items": words }),
    )
}

/// The id in a path; a text that cannot be one names nothing.
pub(super) fn id() -> Value {
    json!({
        "name": "id", "in": "path", "required": true, "description": "The object's id",
        "schema": { "type": "string", "minLength": 1 },
    })
}

/// What all that writes may send along.
pub(super) fn idempotency_key() -> Value {
    json!({
        "name": "Idempotency-Key", "in": "header", "required": false, "example": "order-1042",
        "description": "Makes the request safe to send again: it has its effect once, and a repeat gets the first \
                        answer. 1 to 255 visible ASCII characters; kept for 7 days.",
        "schema": { "type": "string", "pattern": "^[!-~]{1,255}$" },
    })
}
