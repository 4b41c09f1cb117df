//! The description of the API: an OpenAPI 3.1 document, printed from the types that handlers answer with, the
//! catalogue of problems and a list of operations.
//!
//! The cast: [`operation`] is one line of that list; `links`, `settings` and `webhooks` are the list; [`bodies`] is
//! what is sent, `arrivals` the webhooks, [`parameters`], [`headers`] and [`refusals`] the rest, [`examples`] one
//! object of each kind. Tests hold the document to the router, and `cargo xtask generate` writes it to
//! `docs/openapi.json`, which is all of it that the server carries: nothing here is reached from the binary.

mod arrivals;
mod bodies;
mod examples;
mod headers;
mod links;
mod operation;
mod parameters;
mod refusals;
mod settings;
mod webhooks;

use domain::{access::Scope, event::EventType};
use http::Method;
use schemars::{
    JsonSchema, SchemaGenerator,
    generate::{Contract, SchemaSettings},
};
use serde_json::{Map, Value, json};

use self::{operation::Operation, refusals::Refusals};
use super::show::List;
use crate::problem::Json as Problem;

/// Each resource with what it is.
const RESOURCES: [(&str, &str); 11] = [
    ("payment_links", "The reusable payment pages that you send to customers."),
    ("usages", "A usage is one payment attempt through a link."),
    ("payments", "What exists at the bank for a usage."),
    ("customers", "Persons and firms that you keep a record of."),
    ("destinations", "The accounts that receive money."),
    ("redirect_urls", "The pages of yours that a result page may lead to."),
    ("webhook_endpoints", "Where webhooks go."),
    ("events", "What has happened, in order."),
    ("deliveries", "One event on its way to one endpoint, with every attempt."),
    ("account", "The account that the key belongs to."),
    ("openapi.json", "This description."),
];

/// The whole document.
pub fn document() -> Value {
    let mut described = Described::new();
    let operations = operations();
    let mut paths: Map<String, Value> = Map::new();
    for operation in &operations {
        let path = paths.entry(format!("/api/v1{}", operation.path)).or_insert_with(|| json!({}));
        path[operation.method.as_str().to_ascii_lowercase()] = described.operation(operation, &operations);
    }
    let tags = RESOURCES.map(|(name, description)| json!({ "name": name, "description": description }));
    let webhooks = arrivals::all(&mut described.shown);
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Remit", "version": env!("CARGO_PKG_VERSION"), "license": { "name": "MIT", "identifier": "MIT" },
            "summary": "Payment links you host yourself", "description": include_str!("introduction.md").trim_end(),
        },
        "servers": [{ "url": "/", "description": "This server" }],
        "tags": tags,
        "paths": paths,
        "webhooks": webhooks,
        "components": described.into_components(),
    });
    finish(&mut document);
    document
}

fn operations() -> Vec<Operation> {
    let this = operation::operation(
        Method::GET,
        "/openapi.json",
        "get_openapi",
        "Get this description",
        Scope::Read,
    );
    let example = json!({ "openapi": "3.1.0", "info": { "title": "Remit" } });
    let mut all = links::operations();
    all.extend(settings::operations());
    all.extend(webhooks::operations());
    all.push(
        this.says("An OpenAPI 3.1 document.").for_everybody().answers::<Map<String, Value>>(200, example),
    );
    all
}

/// What is said of operations, and what they refer to.
struct Described {
    sent: SchemaGenerator,
    shown: SchemaGenerator,
    refusals: Refusals,
}

impl Described {
    fn new() -> Self {
        let mut shown = generator(Contract::Serialize);
        shown.subschema_for::<Problem<'_>>();
        Self { sent: generator(Contract::Deserialize), shown, refusals: Refusals::default() }
    }

    fn operation(&mut self, operation: &Operation, all: &[Operation]) -> Value {
        let mut responses = self.refusals.of(operation);
        responses.insert(operation.answer.status.to_string(), self.answer(operation, all));
        let mut shown = json!({
            "operationId": operation.id, "tags": [operation.resource()], "summary": operation.summary,
            "description": description(operation), "parameters": parameters(operation),
            "responses": responses, "security": [],
        });
        if let Some(scope) = operation.scope {
            shown["security"] = json!([{ "key": [scope.as_str()] }]);
        }
        if let Some(body) = &operation.body {
            let schema = (body.describe)(&mut self.sent);
            let content = json!({ "application/json": { "schema": schema, "example": body.example } });
            shown["requestBody"] = json!({ "required": body.is_required, "content": content });
        }
        shown
    }

    fn answer(&mut self, operation: &Operation, all: &[Operation]) -> Value {
        let answer = &operation.answer;
        let schema = (answer.describe)(&mut self.shown);
        let mut shown = json!({
            "description": if answer.status == 201 { "Created" } else { "Done" },
            "headers": headers::of_answer(operation.writes()),
            "content": { "application/json": { "schema": schema, "example": answer.example } },
        });
        if answer.status == 201 && !operation.is_about_one() {
            shown["links"] = links_to(operation, all);
        }
        shown
    }

    fn into_components(mut self) -> Value {
        let mut schemas = self.sent.take_definitions(true);
        schemas.extend(self.shown.take_definitions(true));
        let key = json!({
            "type": "http", "scheme": "bearer", "bearerFormat": "rk_test_… or rk_live_…",
            "description": "An API key. Each operation names the scope that its key needs.",
        });
        json!({
            "schemas": schemas, "responses": self.refusals.into_components(),
            "headers": headers::components(), "parameters": arrivals::headers(), "securitySchemes": { "key": key },
        })
    }
}

fn generator(contract: Contract) -> SchemaGenerator {
    let change = |settings: &mut SchemaSettings| {
        settings.definitions_path = "/components/schemas".into();
        settings.contract = contract;
    };
    SchemaSettings::draft2020_12().with(change).into_generator()
}

/// What a parameter of this type looks like.
fn schema_of<T: JsonSchema>() -> Value {
    let mut schema = T::json_schema(&mut generator(Contract::Deserialize));
    schema.remove("title");
    schema.to_value()
}

/// The types that an endpoint may list.
fn events() -> Vec<&'static str> {
    EventType::ALL.iter().filter(|kind| kind.is_listed()).map(|kind| kind.as_str()).collect()
}

fn description(operation: &Operation) -> String {
    let scope = operation.scope.map(|scope| format!("Needs the scope `{}`.", scope.as_str()));
    let parts = [Some(operation.description.to_owned()), scope];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let mut all = Vec::new();
    if operation.is_about_one() {
        all.push(parameters::id());
    }
    all.extend(operation.query.iter().map(parameters::Parameter::shown));
    if operation.writes() {
        all.push(parameters::idempotency_key());
    }
    all
}

/// What can be done next with an object that was made: the operations below its own path.
fn links_to(made: &Operation, all: &[Operation]) -> Value {
    let start = format!("{}/{{id}}", made.path);
    let link = |next: &Operation| {
        let link = json!({ "operationId": next.id, "parameters": { "id": "$response.body#/id" } });
        (next.id.to_owned(), link)
    };
    all.iter().filter(|next| next.path.starts_with(&start)).map(link).collect::<Map<_, _>>().into()
}

/// What holds everywhere: a member named `…_at` or `since` is a moment, words with explanations are one list
/// of words, and titles that repeat the name of a type are left out.
fn finish(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(finish),
        Value::Object(members) => {
            words(members);
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                properties.iter_mut().filter(|(name, _)| is_moment(name)).for_each(|(_, schema)| {
                    schema["format"] = json!("date-time");
                });
            }
            members.values_mut().for_each(finish);
        }
        _ => {}
    }
}

fn is_moment(name: &str) -> bool {
    name.ends_with("_at") || name == "since"
}

/// `oneOf` of constants, as one `enum` that every generator of clients knows.
fn words(schema: &mut Map<String, Value>) {
    let Some(Value::Array(variants)) = schema.get("oneOf") else { return };
    let mut words = Vec::new();
    let mut lines: Vec<String> =
        schema.get("description").and_then(Value::as_str).map(Into::into).into_iter().collect();
    for variant in variants {
        let description = variant["description"].as_str();
        let plain = variant.get("const").map(|word| vec![word.clone()]);
        let Some(found) = plain.or_else(|| variant["enum"].as_array().cloned()) else { return };
        if let (Some(description), Some(Value::String(word))) = (description, found.first()) {
            lines.push(format!("`{word}`: {description}"));
        }
        words.extend(found);
    }
    schema.remove("oneOf");
    schema.insert("type".to_owned(), json!("string"));
    schema.insert("enum".to_owned(), words.into());
    schema.insert("description".to_owned(), lines.join("\n\n").into());
}
