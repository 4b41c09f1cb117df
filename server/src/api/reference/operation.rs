//! One operation of the API, as the description has it.

use domain::access::Scope;
use http::Method;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::parameters::{self, Parameter};

/// Describes a type, and what it is made of, to a generator.
pub(super) type Describe = fn(&mut SchemaGenerator) -> Schema;

/// A method at a path, what is sent there and what may come back.
pub(super) struct Operation {
    pub method: Method,
    /// Below `/api/v1`.
    pub path: &'static str,
    pub id: &'static str,
    pub summary: &'static str,
    pub description: &'static str,
    /// What the key must be allowed; `None` when no key is needed.
    pub scope: Option<Scope>,
    pub query: Vec<Parameter>,
    pub body: Option<Body>,
    pub answer: Answer,
    /// The codes of refusals that only this operation has.
    pub codes: Vec<&'static str>,
}

/// What is sent.
pub(super) struct Body {
    pub describe: Describe,
    pub example: Value,
    pub is_required: bool,
}

/// What comes back when all is well.
pub(super) struct Answer {
    pub status: u16,
    pub describe: Describe,
    pub example: Value,
}

/// An operation whose answer is still to be said.
pub(super) fn operation(
    method: Method,
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    scope: Scope,
) -> Operation {
    let answer = Answer { status: 200, describe: |_| Schema::default(), example: Value::Null };
    Operation {
        method,
        path,
        id,
        summary,
        description: "",
        scope: Some(scope),
        query: Vec::new(),
        body: None,
        answer,
        codes: Vec::new(),
    }
}

impl Operation {
    pub fn says(self, description: &'static str) -> Self {
        Self { description, ..self }
    }

    /// Without a key.
    pub fn for_everybody(self) -> Self {
        Self { scope: None, ..self }
    }

    pub fn takes<T: JsonSchema>(self, example: Value) -> Self {
        let describe: Describe = SchemaGenerator::subschema_for::<T>;
        Self { body: Some(Body { describe, example, is_required: true }), ..self }
    }

    /// The same for a body that may be left out.
    pub fn may_take<T: JsonSchema>(self, example: Value) -> Self {
        let describe: Describe = SchemaGenerator::subschema_for::<T>;
        Self { body: Some(Body { describe, example, is_required: false }), ..self }
    }

    pub fn asks(mut self, parameters: impl IntoIterator<Item = Parameter>) -> Self {
        self.query.extend(parameters);
        self
    }

    pub fn answers<T: JsonSchema>(self, status: u16, example: Value) -> Self {
        let describe: Describe = SchemaGenerator::subschema_for::<T>;
        Self { answer: Answer { status, describe, example }, ..self }
    }

    /// A page of a list, with the parameters that every list has.
    pub fn lists<T: JsonSchema>(self, example: Value) -> Self {
        let list = json!({ "object": "list", "data": [example], "has_more": false, "next_cursor": null });
        self.asks(parameters::page()).answers::<super::List<T>>(200, list)
    }

    pub fn refuses(self, codes: &[&'static str]) -> Self {
        Self { codes: codes.to_vec(), ..self }
    }

    /// The resource, which is the first part of the path.
    pub fn resource(&self) -> &'static str {
        self.path.trim_start_matches('/').split('/').next().unwrap_or_default()
    }

    pub fn is_about_one(&self) -> bool {
        self.path.contains("{id}")
    }

    /// Whether it changes something, so that an idempotency key makes sense.
    pub fn writes(&self) -> bool {
        self.method != Method::GET
    }

    /// Every code it may be refused with.
    pub fn all_codes(&self) -> Vec<&'static str> {
        let mut codes = vec!["internal", "busy", "database_unavailable", "timeout"];
        if self.scope.is_some() {
            codes.extend(["unauthenticated", "forbidden", "too_many_requests"]);
        }
        if self.is_about_one() {
            codes.push("not_found");
        }
        if self.writes() {
            codes.extend(["invalid_idempotency_key", "idempotency_key_reused", "idempotency_in_progress"]);
            codes.extend(["body_incomplete", "payload_too_large"]);
        }
        if self.body.is_some() {
            codes.extend(["malformed_json", "unsupported_media_type"]);
        }
        if self.body.is_some() || !self.query.is_empty() {
            codes.push("invalid_parameters");
        }
        codes.extend(&self.codes);
        codes
    }
}
