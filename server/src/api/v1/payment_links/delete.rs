//! `DELETE /api/v1/payment_links/{id}`

use axum::extract::State;
use domain::id::LinkId;

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
    Id(id): Id<LinkId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.delete_link(&actor, id).await,
        move |_, ()| deleted(id, "payment_link", actor.mode),
    )
    .await
}
