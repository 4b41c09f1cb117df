//! A webhook endpoint as the API shows it.

use domain::{
    Mode,
    id::EndpointId,
    webhook::{DisabledReason, EndpointStatus},
};
use schemars::JsonSchema;
use secrecy::ExposeSecret as _;
use serde::Serialize;

use super::moment;
use crate::webhooks::{Endpoint, Revealed};

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookEndpoint")]
pub struct ShownEndpoint {
    pub id: EndpointId,
    #[schemars(extend("const" = "webhook_endpoint"))]
    pub object: &'static str,
    pub mode: Mode,
    pub url: String,
    /// The types it is told of; `*` is all.
    pub events: Vec<&'static str>,
    pub description: Option<String>,
    pub status: EndpointStatus,
    pub disabled_reason: Option<DisabledReason>,
    /// Only when it was just made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    pub created_at: String,
    pub updated_at: String,
}

impl ShownEndpoint {
    pub fn new(endpoint: Endpoint) -> Self {
        Self {
            id: endpoint.id,
            object: "webhook_endpoint",
            mode: endpoint.mode,
            url: endpoint.url,
            events: endpoint.events.list(),
            description: endpoint.description,
            status: endpoint.status,
            disabled_reason: endpoint.disabled_reason,
            secret: None,
            created_at: moment(endpoint.created_at),
            updated_at: moment(endpoint.updated_at),
        }
    }

    /// With its secret, which is shown this once.
    pub fn revealed(revealed: Revealed) -> Self {
        let secret = Some(revealed.secret.expose_secret().to_owned());
        Self { secret, ..Self::new(revealed.endpoint) }
    }
}
