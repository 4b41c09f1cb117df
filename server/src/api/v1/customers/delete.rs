//! `DELETE /api/v1/customers/{id}`

use axum::extract::State;
use domain::id::CustomerId;

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
    Id(id): Id<CustomerId>,
) -> Reply {
    remit.engine.delete_customer(&actor, id).await?;
    Ok(deleted(id, "customer", actor.mode))
}
