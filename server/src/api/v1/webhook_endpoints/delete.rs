//! `DELETE /api/v1/webhook_endpoints/{id}`

use axum::extract::State;
use domain::id::EndpointId;

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
    Id(id): Id<EndpointId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.delete_endpoint(&actor, id).await,
        move |_, ()| deleted(id, "webhook_endpoint", actor.mode),
    )
    .await
}
