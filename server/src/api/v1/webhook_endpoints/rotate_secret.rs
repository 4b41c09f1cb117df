//! `POST /api/v1/webhook_endpoints/{id}/rotate_secret`

use axum::extract::State;
use domain::id::EndpointId;
use engine::shown::ShownEndpoint;

use crate::{
    Remit,
    api::{
        actor::Caller,
        once::Once,
        show::{Reply, ok},
    },
    path::Id,
};

/// Answers the endpoint with its new secret.
pub(super) async fn rotate_secret(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<EndpointId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.rotate_endpoint_secret(&actor, id).await,
        |_, rotated| ok(ShownEndpoint::revealed(rotated)),
    )
    .await
}
