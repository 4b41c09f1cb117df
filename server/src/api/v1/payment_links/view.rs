//! `GET /api/v1/payment_links/{id}`

use axum::extract::State;
use domain::id::LinkId;

use super::show;
use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<LinkId>) -> Reply {
    let link = remit.engine.get_link(&actor, id).await?;
    Ok(ok(show(&remit, link)))
}
