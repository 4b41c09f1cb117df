//! Answers that are problems: for each status the codes that it may carry, each with an example.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::{headers, operation::Operation};
use crate::problem::{CATALOGUE, Entry};

/// The problem answers that operations share, under the names they are referred to by.
#[derive(Default)]
pub(super) struct Refusals(BTreeMap<String, Value>);

impl Refusals {
    /// The answers of an operation by their status.
    pub fn of(&mut self, operation: &Operation) -> Map<String, Value> {
        let codes: BTreeSet<_> = operation.all_codes().into_iter().collect();
        let mut by_status: BTreeMap<u16, Vec<&'static Entry>> = BTreeMap::new();
        for entry in CATALOGUE.iter().filter(|entry| codes.contains(entry.code)) {
            by_status.entry(entry.status).or_default().push(entry);
        }
        let refer = |(status, entries): (u16, Vec<&'static Entry>)| {
            let names: Vec<_> = entries.iter().map(|entry| entry.code).collect();
            let name = names.join(".");
            self.0.entry(name.clone()).or_insert_with(|| answer(status, &entries));
            (status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }))
        };
        by_status.into_iter().map(refer).collect()
    }

    /// All that were referred to.
    pub fn into_components(self) -> Value {
        self.0.into_iter().collect::<Map<_, _>>().into()
    }
}

fn answer(status: u16, entries: &[&'static Entry]) -> Value {
    let codes: Vec<_> = entries.iter().map(|entry| entry.code).collect();
    let lines: Vec<_> =
        entries.iter().map(|entry| format!("`{}`: {}. {}", entry.code, entry.title, entry.advice)).collect();
    let examples: Map<_, _> =
        entries.iter().map(|entry| (entry.code.to_owned(), json!({ "value": example(entry) }))).collect();
    json!({
        "description": lines.join("\n\n"),
        "headers": headers::of_refusal(status),
        "content": { "application/problem+json": {
            "schema": { "allOf": [
                { "$ref": "#/components/schemas/Problem" },
                { "properties": { "code": { "enum": codes }, "status": { "const": status } } },
            ] },
            "examples": examples,
        } },
    })
}

fn example(entry: &Entry) -> Value {
    let mut problem = json!({
        "type": format!("urn:remit:error:{}", entry.code), "title": entry.title, "status": entry.status,
        "detail": entry.advice, "code": entry.code, "request_id": "req_06DQ8KZ4W1V7T3M9",
    });
    if entry.code == "invalid_parameters" {
        problem["errors"] = json!([{
            "param": "payment_details.amount", "code": "invalid_amount",
            "detail": "AED has 2 digits after the point, not more",
        }]);
    }
    problem
}
