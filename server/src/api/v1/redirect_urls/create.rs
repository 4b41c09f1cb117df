//! `POST /api/v1/redirect_urls`

use axum::extract::State;

use super::{show, url};
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        show::{Reply, created},
    },
};

pub(super) async fn create(State(remit): State<Remit>, Caller(actor): Caller, Body(body): Body) -> Reply {
    let registered = remit.engine.create_redirect_url(&actor, url(body, actor.mode)?).await?;
    Ok(created(show(actor.mode, registered)))
}
