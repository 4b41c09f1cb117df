//! `DELETE /api/v1/destinations/{id}`

use axum::extract::State;
use domain::id::DestinationId;

use crate::{
    Remit,
    api::{
        actor::Caller,
        once::Once,
        show::{Reply, deleted},
    },
    path::Id,
};

pub(super) async fn delete(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<DestinationId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.delete_destination(&actor, id).await,
        move |_, ()| deleted(id, "destination", actor.mode),
    )
    .await
}
