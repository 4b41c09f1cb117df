//! `GET /api/v1/destinations/{id}`

use axum::extract::State;
use domain::id::DestinationId;

use super::show;
use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<DestinationId>,
) -> Reply {
    let destination = remit.engine.get_destination(&actor, id).await?;
    Ok(ok(show(actor.mode, destination)))
}
