//! `POST /api/v1/webhook_endpoints/{id}/rotate_secret`

use axum::extract::State;
use domain::id::EndpointId;
use engine::shown::ShownEndpoint;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

/// Answers the endpoint with its new secret.
pub(super) async fn rotate_secret(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<EndpointId>,
) -> Reply {
    let rotated = remit.engine.rotate_endpoint_secret(&actor, id).await?;
    Ok(ok(ShownEndpoint::revealed(rotated)))
}
