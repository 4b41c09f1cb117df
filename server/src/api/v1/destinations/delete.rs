//! `DELETE /api/v1/destinations/{id}`

use axum::extract::State;
use domain::id::DestinationId;

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
    Id(id): Id<DestinationId>,
) -> Reply {
    remit.engine.delete_destination(&actor, id).await?;
    Ok(deleted(id, "destination", actor.mode))
}
