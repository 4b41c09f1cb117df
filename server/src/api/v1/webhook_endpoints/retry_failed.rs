//! `POST /api/v1/webhook_endpoints/{id}/retry_failed`

use axum::extract::State;
use domain::{Mode, Timestamp, id::EndpointId};
use engine::webhooks::Restarted;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        fields::Fields,
        once::Once,
        show::{Reply, moment, ok},
    },
    path::Id,
    problem::Problem,
};

/// What was begun anew.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WebhookRetry")]
pub(in crate::api) struct Shown {
    #[schemars(extend("const" = "webhook_retry"))]
    object: &'static str,
    mode: Mode,
    webhook_endpoint_id: EndpointId,
    since: String,
    /// How many deliveries are due now.
    deliveries: u64,
    /// More are left: call again.
    has_more: bool,
}

pub(super) async fn retry_failed(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<EndpointId>,
    Body(body): Body,
) -> Reply {
    let since = parse(body)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.retry_failed_deliveries(&actor, id, since).await,
        move |_, restarted| ok(show(id, actor.mode, since, restarted)),
    )
    .await
}

fn parse(body: Map<String, Value>) -> Result<Timestamp, Problem> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    fields.expect("since");
    let since = fields.moment("since").flatten();
    fields.finish();
    since.filter(|_| errors.is_empty()).ok_or_else(|| Problem::invalid(errors))
}

fn show(id: EndpointId, mode: Mode, since: Timestamp, restarted: Restarted) -> Shown {
    Shown {
        object: "webhook_retry",
        mode,
        webhook_endpoint_id: id,
        since: moment(since),
        deliveries: restarted.deliveries,
        has_more: restarted.has_more,
    }
}
