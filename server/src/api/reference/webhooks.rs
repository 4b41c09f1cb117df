//! Webhook endpoints, events and deliveries.

use domain::{
    access::Scope::{Read, WriteWebhooks},
    event::EventType,
    id::{EndpointId, EventId, LinkId},
    webhook::DeliveryStatus,
};
use engine::shown::{ShownDelivery, ShownEndpoint, ShownEvent};
use http::Method;
use serde_json::json;

use super::{
    super::{show::Gone, v1::webhook_endpoints::retry_failed},
    bodies::{NewWebhookEndpoint, WebhookEndpointEdit, WebhookRetryBody},
    examples,
    operation::{Operation, operation},
    parameters::{created, number, of},
};

pub(super) fn operations() -> Vec<Operation> {
    let mut all = Vec::from(endpoints());
    all.extend(work());
    all.extend(events());
    all.extend(deliveries());
    all
}

fn endpoints() -> [Operation; 5] {
    const ONE: &str = "/webhook_endpoints/{id}";
    let body = json!({
        "url": "https://shop.example.com/webhooks", "events": ["usage.payment_created", "usage.failed"],
    });
    [
        operation(
            Method::POST,
            "/webhook_endpoints",
            "create_webhook_endpoint",
            "Create a webhook endpoint",
            WriteWebhooks,
        )
        .says("The answer has the `secret` that signatures are made with: keep it, it is shown only now.")
        .takes::<NewWebhookEndpoint>(body)
        .answers::<ShownEndpoint>(201, examples::endpoint_with_secret())
        .refuses(&["conflict"]),
        operation(
            Method::GET,
            "/webhook_endpoints",
            "list_webhook_endpoints",
            "List webhook endpoints",
            Read,
        )
        .lists::<ShownEndpoint>(examples::endpoint()),
        operation(Method::GET, ONE, "get_webhook_endpoint", "Get a webhook endpoint", Read)
            .answers::<ShownEndpoint>(200, examples::endpoint()),
        operation(Method::PATCH, ONE, "edit_webhook_endpoint", "Change a webhook endpoint", WriteWebhooks)
            .says("What is left out stays. `PAUSED` holds it back; what happens meanwhile is skipped.")
            .takes::<WebhookEndpointEdit>(json!({ "status": "ENABLED" }))
            .answers::<ShownEndpoint>(200, examples::endpoint())
            .refuses(&["conflict"]),
        operation(Method::DELETE, ONE, "delete_webhook_endpoint", "Delete a webhook endpoint", WriteWebhooks)
            .says("It is sent nothing more. Its deliveries stay to be read at their events.")
            .answers::<Gone>(200, examples::deleted_endpoint())
            .refuses(&["conflict"]),
    ]
}

fn work() -> [Operation; 3] {
    [
        operation(
            Method::POST,
            "/webhook_endpoints/{id}/test",
            "test_webhook_endpoint",
            "Send a test event",
            WriteWebhooks,
        )
        .says("Answers the delivery that was begun.")
        .answers::<ShownDelivery>(201, examples::test_delivery())
        .refuses(&["endpoint_not_enabled", "conflict"]),
        operation(
            Method::POST,
            "/webhook_endpoints/{id}/rotate_secret",
            "rotate_webhook_secret",
            "Rotate the secret",
            WriteWebhooks,
        )
        .says("Answers the endpoint with its new secret. The old one is valid for 24 hours more.")
        .answers::<ShownEndpoint>(200, examples::endpoint_with_secret())
        .refuses(&["conflict"]),
        operation(
            Method::POST,
            "/webhook_endpoints/{id}/retry_failed",
            "retry_failed_deliveries",
            "Send again what failed",
            WriteWebhooks,
        )
        .says("Everything that has failed or was skipped since then. Call again while `has_more` is true.")
        .takes::<WebhookRetryBody>(json!({ "since": "2026-06-01T00:00:00Z" }))
        .answers::<retry_failed::Shown>(200, examples::retried())
        .refuses(&["endpoint_not_enabled", "conflict"]),
    ]
}

fn events() -> [Operation; 3] {
    [
        operation(Method::GET, "/events", "list_events", "List events", Read)
            .says("Newest first; with `after_sequence` oldest first, and the cursor is then a place in the sequence.")
            .asks([
                of::<EventType>("type", "Only those of this type"),
                of::<LinkId>("payment_link_id", "Only those about this link, its usages and payments"),
            ])
            .asks(created())
            .asks([number("after_sequence", "Read on from this place, oldest first; without another cursor")])
            .lists::<ShownEvent>(examples::event()),
        operation(Method::GET, "/events/{id}", "get_event", "Get an event", Read)
            .answers::<ShownEvent>(200, examples::event()),
        operation(
            Method::GET,
            "/events/{id}/deliveries",
            "list_event_deliveries",
            "List the deliveries of an event",
            Read,
        )
        .says("Where it was sent, with every attempt.")
        .lists::<ShownDelivery>(examples::delivery()),
    ]
}

fn deliveries() -> [Operation; 3] {
    [
        operation(Method::GET, "/deliveries", "list_deliveries", "List deliveries", Read)
            .asks([
                of::<EndpointId>("webhook_endpoint_id", "Only those to this endpoint"),
                of::<EventId>("event_id", "Only those of this event"),
                of::<DeliveryStatus>("status", "Only those with this status"),
            ])
            .lists::<ShownDelivery>(examples::delivery()),
        operation(Method::GET, "/deliveries/{id}", "get_delivery", "Get a delivery", Read)
            .answers::<ShownDelivery>(200, examples::delivery()),
        operation(
            Method::POST,
            "/deliveries/{id}/retry",
            "retry_delivery",
            "Send a delivery again",
            WriteWebhooks,
        )
        .says("Now, and its schedule begins anew. Also one that has succeeded.")
        .answers::<ShownDelivery>(200, examples::test_delivery())
        .refuses(&["endpoint_not_enabled", "conflict"]),
    ]
}
