//! The description of the API: made from the code, complete, and the one that is served.

use std::{collections::BTreeSet, fs, path::Path};

use domain::event::EventType;
use http::{Method, StatusCode};
use serde_json::Value;

use crate::support::Shop;

mod schema;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");

/// `cargo xtask generate` sets the variable, and the document is written instead of compared.
const WRITE: &str = "REMIT_WRITE_OPENAPI";

fn kept() -> Value {
    serde_json::from_str(&fs::read_to_string(Path::new(DOCUMENT)).unwrap()).unwrap()
}

#[test]
fn the_document_is_what_the_code_says() {
    let made = server::api_description();
    if std::env::var_os(WRITE).is_some() {
        fs::write(DOCUMENT, serde_json::to_string_pretty(&made).unwrap() + "\n").unwrap();
    }
    assert!(kept() == made, "docs/openapi.json is out of date\nhint: run cargo xtask generate");
}

/// The operations of a document, as the router would list them.
fn operations(document: &Value) -> Vec<(Method, String)> {
    let paths = document["paths"].as_object().unwrap();
    let of = |(path, methods): (&String, &Value)| {
        let methods: Vec<_> =
            methods.as_object().unwrap().keys().map(|name| name.to_ascii_uppercase()).collect();
        methods.into_iter().map(|name| (name.parse().unwrap(), path.clone())).collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

fn sorted(operations: Vec<(Method, String)>) -> BTreeSet<(String, String)> {
    operations.into_iter().map(|(method, path)| (path, method.to_string())).collect()
}

/// The operations that only one of both has.
fn difference(document: &Value) -> BTreeSet<(String, String)> {
    let (described, routed) = (sorted(operations(document)), sorted(server::api_routes()));
    described.symmetric_difference(&routed).cloned().collect()
}

#[test]
fn every_route_is_described_and_every_description_has_a_route() {
    let document = kept();
    assert_eq!(difference(&document), BTreeSet::new());
    assert!(server::api_routes().len() > 40);
    // One that is left out, or made up, is noticed.
    let mut wrong = document;
    let paths = wrong["paths"].as_object_mut().unwrap();
    let account = paths.remove("/api/v1/account").unwrap();
    paths.insert("/api/v1/accounts".to_owned(), account);
    assert_eq!(difference(&wrong).len(), 4);
}

#[test]
fn every_code_of_a_problem_is_described_where_it_can_come() {
    let text = kept()["paths"].to_string() + &kept()["components"]["responses"].to_string();
    // Those of pages, and those that no operation of the API can have.
    let pages = [
        "cross_site_request",
        "form_expired",
        "link_not_terminal",
        "link_full",
        "link_disabled",
        "link_expired",
        "link_used",
        "link_deleted",
        "usage_not_submitted",
        "submission_in_progress",
        "usage_expired",
        "usage_final",
        "bank_unavailable",
        "method_not_allowed",
    ];
    for entry in server::problem::CATALOGUE {
        let described = text.contains(&format!("\"{}\"", entry.code));
        assert_eq!(described, !pages.contains(&entry.code), "{}", entry.code);
    }
}

#[test]
fn every_operation_has_examples_that_its_schemas_allow() {
    let document = kept();
    for (method, path) in operations(&document) {
        let operation = &document["paths"][&path][method.as_str().to_ascii_lowercase()];
        let answers = operation["responses"].as_object().unwrap();
        let done = answers.iter().find(|(status, _)| status.starts_with('2')).unwrap().1;
        for content in [&done["content"], &operation["requestBody"]["content"]] {
            let Some(json) = content.get("application/json") else { continue };
            let wrong = schema::wrong(&document, &json["schema"], &json["example"], "");
            assert_eq!(wrong, Vec::<String>::new(), "{method} {path}");
        }
    }
}

/// What is wrong with the body of a webhook of this type.
fn wrong_webhook(document: &Value, kind: &str, body: &Value) -> Vec<String> {
    let sent = &document["webhooks"][kind]["post"]["requestBody"]["content"]["application/json"];
    assert!(sent["schema"].is_object(), "{kind} is not described");
    schema::wrong(document, &sent["schema"], body, "")
}

#[test]
fn every_webhook_has_an_example_that_its_schema_allows() {
    let document = kept();
    for kind in EventType::ALL {
        let hook = &document["webhooks"][kind.as_str()]["post"];
        let example = &hook["requestBody"]["content"]["application/json"]["example"];
        assert_eq!(wrong_webhook(&document, kind.as_str(), example), Vec::<String>::new(), "{kind:?}");
        let headers = hook["parameters"].as_array().unwrap();
        let name = |header: &Value| header["$ref"].as_str().unwrap().trim_start_matches('#').to_owned();
        let described = headers.iter().filter(|header| document.pointer(&name(header)).is_some());
        assert_eq!(described.count(), 3);
    }
    // An event of another type, and one about something else.
    let payment = &document["webhooks"]["payment.created"]["post"]["requestBody"]["content"];
    let mut example = payment["application/json"]["example"].clone();
    assert!(!wrong_webhook(&document, "payment.updated", &example).is_empty());
    example["type"] = "usage.started".into();
    let wrong = wrong_webhook(&document, "usage.started", &example);
    assert!(!wrong.is_empty() && wrong.iter().all(|place| place.starts_with(".data")), "{wrong:?}");
}

#[test]
fn an_example_that_the_schema_does_not_allow_is_named() {
    let document = kept();
    let link = &document["paths"]["/api/v1/payment_links/{id}"]["get"]["responses"]["200"]["content"]["application/json"];
    let mut example = link["example"].clone();
    example["status"] = "OPEN".into();
    example["id"] = "plink_1".into();
    example["payment_details"].as_object_mut().unwrap().remove("amount");
    let wrong = schema::wrong(&document, &link["schema"], &example, "");
    assert_eq!(wrong.len(), 3, "{wrong:?}");
}

/// What the API really answers is what is described: here for each endpoint of the access table.
#[tokio::test]
async fn what_is_answered_is_what_is_described() {
    let shop = Shop::open().await;
    let document = kept();
    for (method, path, body) in crate::access_table::calls(&shop).await {
        let reply = shop.api(method.clone(), &path, body).await;
        let full = format!("/api/v1{path}");
        let described =
            document["paths"].as_object().unwrap().iter().find(|(name, _)| matches_path(name, &full));
        let operation = &described.unwrap().1[method.as_str().to_ascii_lowercase()];
        let mut answer = &operation["responses"][reply.status.as_str()];
        if let Some(name) = answer["$ref"].as_str() {
            answer = document.pointer(name.trim_start_matches('#')).unwrap();
        }
        let content = &answer["content"][reply.header("content-type")];
        let wrong = schema::wrong(&document, &content["schema"], &reply.json(), "");
        assert_eq!(wrong, Vec::<String>::new(), "{method} {path}: {}", reply.text());
    }
    let events = shop.api(Method::GET, "/events?limit=100", None).await.json();
    let events = events["data"].as_array().unwrap();
    for event in events {
        let wrong = wrong_webhook(&document, event["type"].as_str().unwrap(), event);
        assert_eq!(wrong, Vec::<String>::new(), "{event}");
    }
    assert!(events.len() > 5);
}

fn matches_path(described: &str, path: &str) -> bool {
    let (described, path): (Vec<_>, Vec<_>) = (described.split('/').collect(), path.split('/').collect());
    described.len() == path.len() && described.iter().zip(&path).all(|(a, b)| a == b || *a == "{id}")
}

#[tokio::test]
async fn it_is_served_without_a_key_and_printed() {
    let shop = Shop::open().await;
    let reply = shop.visit("/api/v1/openapi.json").await;
    assert_eq!((reply.status, reply.header("content-type")), (StatusCode::OK, "application/json"));
    assert!(reply.json() == kept(), "what is served is what is generated");
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_remit")).arg("openapi").output().unwrap();
    assert!(serde_json::from_slice::<Value>(&printed.stdout).unwrap() == kept());
}
