//! `DELETE /api/v1/customers/{id}`

use axum::extract::State;
use domain::id::CustomerId;

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
    Id(id): Id<CustomerId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.delete_customer(&actor, id).await,
        move |_, ()| deleted(id, "customer", actor.mode),
    )
    .await
}
