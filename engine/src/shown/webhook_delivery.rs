//! A delivery as the API shows it: every attempt with what was sent and what came back.

use std::collections::BTreeMap;

use domain::{
    Mode,
    id::{DeliveryId, EndpointId, EventId},
    webhook::DeliveryStatus,
};
use schemars::JsonSchema;
use serde::Serialize;

use super::moment;
use crate::webhooks::{Attempt, Attempted};

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookDelivery")]
pub struct ShownDelivery {
    pub id: DeliveryId,
    #[schemars(extend("const" = "webhook_delivery"))]
    pub object: &'static str,
    pub mode: Mode,
    pub event_id: EventId,
    pub webhook_endpoint_id: EndpointId,
    pub status: DeliveryStatus,
    /// When it is sent next.
    pub next_attempt_at: Option<String>,
    pub created_at: String,
    pub attempts: Vec<ShownAttempt>,
}

/// One request and what came of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookAttempt")]
pub struct ShownAttempt {
    pub number: u32,
    pub started_at: String,
    pub duration_ms: i64,
    /// From the event to the start of this attempt.
    pub lag_ms: i64,
    pub request: ShownRequest,
    pub response: Option<ShownResponse>,
    /// Why there is no response.
    pub error: Option<ShownError>,
}

/// What was sent; the body is the event as the API shows it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookRequest")]
pub struct ShownRequest {
    pub headers: BTreeMap<String, String>,
}

/// What came back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookResponse")]
pub struct ShownResponse {
    pub status: u16,
    /// The first 4 KB, as text.
    pub body: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "WebhookError")]
pub struct ShownError {
    pub code: String,
    pub detail: String,
}

impl ShownDelivery {
    pub fn new(Attempted { delivery, attempts }: Attempted) -> Self {
        let is_waiting = delivery.status == DeliveryStatus::Pending;
        Self {
            id: delivery.id,
            object: "webhook_delivery",
            mode: delivery.mode,
            event_id: delivery.event,
            webhook_endpoint_id: delivery.endpoint,
            status: delivery.status,
            next_attempt_at: delivery.next_attempt_at.filter(|_| is_waiting).map(moment),
            created_at: moment(delivery.created_at),
            attempts: attempts.into_iter().map(ShownAttempt::new).collect(),
        }
    }
}

impl ShownAttempt {
    fn new(attempt: Attempt) -> Self {
        let body = attempt.answer_body.unwrap_or_default();
        let response = attempt
            .answer_status
            .map(|status| ShownResponse { status, body: String::from_utf8_lossy(&body).into_owned() });
        let detail = attempt.error_detail.unwrap_or_default();
        Self {
            number: attempt.number,
            started_at: moment(attempt.started_at),
            duration_ms: attempt.duration_millis,
            lag_ms: attempt.lag_millis,
            request: ShownRequest { headers: attempt.request_headers },
            response,
            error: attempt.error.map(|code| ShownError { code, detail }),
        }
    }
}
