//! The fields of an endpoint, as they are sent.

use domain::{
    Mode,
    webhook::{EndpointUrl, Subscription},
};
use engine::{Engine, webhooks::SettableStatus};
use serde_json::Value;

use crate::api::fields::Fields;

pub(super) fn url(fields: &mut Fields<'_>, engine: &Engine, mode: Mode) -> Option<EndpointUrl> {
    let parse = |text: &str| engine.parse_endpoint_url(text, mode).map_err(|error| error.to_string());
    fields.change_with("url", parse).flatten()
}

/// A list of types, or `["*"]`.
pub(super) fn events(fields: &mut Fields<'_>) -> Option<Subscription> {
    let Value::Array(values) = fields.take("events")?? else {
        fields.refuse(
            "events",
            "invalid_events",
            "send a list such as [\"*\"] or [\"usage.payment_created\"]",
        );
        return None;
    };
    let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
    let parsed = match texts {
        Some(texts) => Subscription::parse(&texts).map_err(|error| error.to_string()),
        None => Err("send a list of strings".to_owned()),
    };
    parsed.map_err(|detail| fields.refuse("events", "invalid_events", detail)).ok()
}

pub(super) fn status(fields: &mut Fields<'_>) -> Option<SettableStatus> {
    let parse = |text: &str| match text {
        "ENABLED" => Ok(SettableStatus::Enabled),
        "PAUSED" => Ok(SettableStatus::Paused),
        _ => Err("use ENABLED or PAUSED; DISABLED comes by itself".to_owned()),
    };
    fields.change_with("status", parse).flatten()
}
