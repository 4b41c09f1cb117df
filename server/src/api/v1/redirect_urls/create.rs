//! `POST /api/v1/redirect_urls`

use axum::extract::State;

use super::{show, url};
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        once::Once,
        show::{Reply, created},
    },
};

pub(super) async fn create(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Body(body): Body,
) -> Reply {
    let url = url(body, actor.mode)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.create_redirect_url(&actor, url).await,
        move |_, registered| created(show(actor.mode, registered)),
    )
    .await
}
