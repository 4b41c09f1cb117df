//! `PATCH /api/v1/redirect_urls/{id}`

use axum::extract::State;
use domain::id::RedirectUrlId;

use super::{show, url};
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn edit(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<RedirectUrlId>,
    Body(body): Body,
) -> Reply {
    let registered = remit.engine.update_redirect_url(&actor, id, url(body, actor.mode)?).await?;
    Ok(ok(show(actor.mode, registered)))
}
