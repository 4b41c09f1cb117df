//! `DELETE /api/v1/webhook_endpoints/{id}`

use axum::extract::State;
use domain::id::EndpointId;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, deleted},
    },
    path::Id,
};

pub(super) async fn delete(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<EndpointId>,
) -> Reply {
    remit.engine.delete_endpoint(&actor, id).await?;
    Ok(deleted(id, "webhook_endpoint", actor.mode))
}
