//! `DELETE /api/v1/redirect_urls/{id}`

use axum::extract::State;
use domain::id::RedirectUrlId;

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
    Id(id): Id<RedirectUrlId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.delete_redirect_url(&actor, id).await,
        move |_, ()| deleted(id, "redirect_url", actor.mode),
    )
    .await
}
