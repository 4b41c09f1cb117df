//! Reads the description of the API, an OpenAPI document, for people.

use leptos::prelude::use_context;
use serde_json::{Map, Value};

use super::json::pretty;
use crate::error::AppError;

/// The description of the API, which the server puts into the context of pages.
#[derive(Clone, Copy)]
pub struct Description(pub &'static Value);

/// The same, to be asked.
#[derive(Clone, Copy)]
pub struct Document(&'static Value);

/// A kind of object with what can be done.
pub struct Resource {
    pub name: &'static str,
    pub description: &'static str,
    pub operations: Vec<Operation>,
}

/// A method at a path.
pub struct Operation {
    pub id: &'static str,
    pub method: String,
    pub path: &'static str,
    pub summary: &'static str,
    pub description: &'static str,
    pub parameters: Vec<Field>,
    pub body: Vec<Field>,
    /// An example of what is sent.
    pub request: Option<String>,
    /// An example of what comes back, and with which status.
    pub answer: (String, String),
    /// The statuses and codes of refusals.
    pub refusals: Vec<(String, Vec<&'static str>)>,
}

/// A parameter, or a member of a body.
pub struct Field {
    /// With the names of what is around it: `payment_details.amount`.
    pub name: String,
    pub kind: String,
    pub required: bool,
    pub description: &'static str,
}

/// A code that a refusal may carry.
pub struct Refused {
    pub code: &'static str,
    pub status: u64,
    pub title: &'static str,
    pub advice: &'static str,
}

fn text(value: &'static Value) -> &'static str {
    value.as_str().unwrap_or_default()
}

fn members(value: &'static Value) -> impl Iterator<Item = (&'static str, &'static Value)> {
    value.as_object().into_iter().flatten().map(|(name, member)| (name.as_str(), member))
}

impl Document {
    /// What the server carries.
    pub fn read() -> Result<Self, AppError> {
        let description = use_context::<Description>();
        let missing = || engine::Error::Internal("no description in context".to_owned()).into();
        description.map(|Description(document)| Self(document)).ok_or_else(missing)
    }

    pub fn resources(self) -> Vec<Resource> {
        let names = self.0["tags"].as_array().into_iter().flatten().map(|tag| text(&tag["name"]));
        names.filter_map(|name| self.resource(name)).collect()
    }

    pub fn resource(self, name: &str) -> Option<Resource> {
        let tag = self.0["tags"].as_array()?.iter().find(|tag| tag["name"] == name)?;
        let mut operations = Vec::new();
        for (path, methods) in members(&self.0["paths"]) {
            let own = members(methods).filter(|(_, operation)| operation["tags"][0] == name);
            operations.extend(own.map(|(method, operation)| self.operation(path, method, operation)));
        }
        operations.sort_by_key(|operation| (operation.path.len(), operation.rank()));
        Some(Resource { name: text(&tag["name"]), description: text(&tag["description"]), operations })
    }

    fn operation(self, path: &'static str, method: &str, operation: &'static Value) -> Operation {
        let body = &operation["requestBody"]["content"]["application/json"];
        let mut fields = Vec::new();
        self.fields("", &body["schema"], &mut fields);
        let done = members(&operation["responses"]).find(|(status, _)| status.starts_with('2'));
        let (status, answer) = done.unwrap_or(("", &Value::Null));
        Operation {
            id: text(&operation["operationId"]),
            method: method.to_ascii_uppercase(),
            path,
            summary: text(&operation["summary"]),
            description: text(&operation["description"]),
            parameters: operation["parameters"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|one| self.parameter(one))
                .collect(),
            body: fields,
            request: body.get("example").map(pretty),
            answer: (status.to_owned(), pretty(&answer["content"]["application/json"]["example"])),
            refusals: self.refusals(operation),
        }
    }

    fn parameter(self, parameter: &'static Value) -> Field {
        Field {
            name: text(&parameter["name"]).to_owned(),
            kind: self.kind(&parameter["schema"]),
            required: parameter["required"] == true,
            description: text(&parameter["description"]),
        }
    }

    /// The members of an object and of what it holds, those that must be there first.
    fn fields(self, around: &str, schema: &'static Value, all: &mut Vec<Field>) {
        let schema = self.plain(schema);
        let required = |name: &str| {
            schema["required"].as_array().is_some_and(|names| names.iter().any(|needed| needed == name))
        };
        let mut own: Vec<_> = members(&schema["properties"]).collect();
        own.sort_by_key(|(name, _)| !required(name));
        for (name, member) in own {
            let name_around = format!("{around}{name}");
            let plain = self.plain(member);
            let description = if member["description"].is_string() { member } else { plain };
            all.push(Field {
                name: name_around.clone(),
                kind: self.kind(member),
                required: required(name),
                description: text(&description["description"]),
            });
            self.fields(&format!("{name_around}."), plain, all);
            self.fields(&format!("{name_around}[]."), &plain["items"], all);
        }
    }

    /// What a schema refers to, and what it is when it is not `null`.
    fn plain(self, schema: &'static Value) -> &'static Value {
        if let Some(name) = schema["$ref"].as_str() {
            return self.plain(self.0.pointer(name.trim_start_matches('#')).unwrap_or(&Value::Null));
        }
        let other = schema["anyOf"].as_array().and_then(|ways| ways.iter().find(|way| way["type"] != "null"));
        other.map_or(schema, |way| self.plain(way))
    }

    /// In a word or several: `string`, `ACTIVE | DISABLED`, `object[]`.
    fn kind(self, schema: &'static Value) -> String {
        let plain = self.plain(schema);
        if let Some(words) = plain["enum"].as_array() {
            return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
        }
        if plain["format"] == "date-time" {
            return "date-time".to_owned();
        }
        let types = &plain["type"];
        let named = types.as_array().and_then(|types| types.iter().find(|name| *name != "null"));
        match text(named.unwrap_or(types)) {
            "array" => format!("{}[]", self.kind(&plain["items"])),
            other => other.to_owned(),
        }
    }

    fn refusals(self, operation: &'static Value) -> Vec<(String, Vec<&'static str>)> {
        let refused = members(&operation["responses"]).filter(|(status, _)| !status.starts_with('2'));
        let codes = |(status, answer): (&str, &'static Value)| {
            let codes = members(&self.plain(answer)["content"]["application/problem+json"]["examples"]);
            (status.to_owned(), codes.map(|(code, _)| code).collect())
        };
        refused.map(codes).collect()
    }

    /// Every code that any refusal may carry, by status.
    pub fn codes(self) -> Vec<Refused> {
        let answers = members(&self.0["components"]["responses"]);
        let examples: Map<String, Value> = answers
            .flat_map(|(_, answer)| members(&answer["content"]["application/problem+json"]["examples"]))
            .map(|(code, _)| (code.to_owned(), Value::Null))
            .collect();
        let mut codes: Vec<_> = examples.keys().filter_map(|code| self.code(code)).collect();
        codes.sort_by_key(|code| code.status);
        codes
    }

    fn code(self, code: &str) -> Option<Refused> {
        let mut answers = members(&self.0["components"]["responses"]);
        let example = answers
            .find_map(|(_, answer)| answer["content"]["application/problem+json"]["examples"].get(code))?;
        let problem = &example["value"];
        Some(Refused {
            code: text(&problem["code"]),
            status: problem["status"].as_u64()?,
            title: text(&problem["title"]),
            advice: text(&problem["detail"]),
        })
    }
}

impl Operation {
    /// Making comes first, then reading, changing and deleting.
    fn rank(&self) -> usize {
        ["POST", "GET", "PATCH", "DELETE"]
            .iter()
            .position(|method| *method == self.method)
            .unwrap_or_default()
    }
}
