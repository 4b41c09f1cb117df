//! `PATCH /api/v1/redirect_urls/{id}`

use axum::extract::State;
use domain::id::RedirectUrlId;

use super::{show, url};
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        once::Once,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn edit(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<RedirectUrlId>,
    Body(body): Body,
) -> Reply {
    let url = url(body, actor.mode)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.update_redirect_url(&actor, id, url).await,
        move |_, registered| ok(show(actor.mode, registered)),
    )
    .await
}
