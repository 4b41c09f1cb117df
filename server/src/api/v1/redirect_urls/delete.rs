//! `DELETE /api/v1/redirect_urls/{id}`

use axum::extract::State;
use domain::id::RedirectUrlId;

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
    Id(id): Id<RedirectUrlId>,
) -> Reply {
    remit.engine.delete_redirect_url(&actor, id).await?;
    Ok(deleted(id, "redirect_url", actor.mode))
}
