//! The headers of answers.

use serde_json::{Map, Value, json};

/// Each header under the name it is referred to by.
pub(super) fn components() -> Value {
    let number = |description: &str| json!({ "description": description, "schema": { "type": "integer" } });
    json!({
        "X-Request-Id": {
            "description": "Names the request; tell it when you ask us about one", "required": true,
            "schema": { "type": "string", "pattern": "^req_" },
        },
        "Idempotent-Replayed": {
            "description": "The answer to an earlier request with the same `Idempotency-Key`",
            "schema": { "type": "string", "const": "true" },
        },
        "RateLimit-Limit": number("How many requests go through at once, where requests are limited"),
        "RateLimit-Remaining": number("What is left of them"),
        "RateLimit-Reset": number("Seconds until all of them are back"),
        "Retry-After": number("Seconds to wait before the next try"),
        "WWW-Authenticate": { "description": "What is missing", "schema": { "type": "string", "const": "Bearer" } },
    })
}

fn refer(names: &[&str]) -> Value {
    let header =
        |name: &&str| ((*name).to_owned(), json!({ "$ref": format!("#/components/headers/{name}") }));
    names.iter().map(header).collect::<Map<_, _>>().into()
}

const ALWAYS: [&str; 4] = ["X-Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];

pub(super) fn of_answer(writes: bool) -> Value {
    let [id, limit, remaining, reset] = ALWAYS;
    if writes { refer(&[id, limit, remaining, reset, "Idempotent-Replayed"]) } else { refer(&ALWAYS) }
}

pub(super) fn of_refusal(status: u16) -> Value {
    let [id, limit, remaining, reset] = ALWAYS;
    match status {
        401 => refer(&[id, limit, remaining, reset, "WWW-Authenticate"]),
        409 | 429 | 503 => refer(&[id, limit, remaining, reset, "Retry-After"]),
        _ => refer(&ALWAYS),
    }
}
