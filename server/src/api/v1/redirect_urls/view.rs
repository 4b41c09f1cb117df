//! `GET /api/v1/redirect_urls/{id}`

use axum::extract::State;
use domain::id::RedirectUrlId;

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
    Id(id): Id<RedirectUrlId>,
) -> Reply {
    let registered = remit.engine.get_redirect_url(&actor, id).await?;
    Ok(ok(show(actor.mode, registered)))
}
