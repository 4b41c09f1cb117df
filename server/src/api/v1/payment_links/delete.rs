//! `DELETE /api/v1/payment_links/{id}`

use axum::extract::State;
use domain::id::LinkId;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, deleted},
    },
    path::Id,
};

pub(super) async fn delete(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<LinkId>) -> Reply {
    remit.engine.delete_link(&actor, id).await?;
    Ok(deleted(id, "payment_link", actor.mode))
}
