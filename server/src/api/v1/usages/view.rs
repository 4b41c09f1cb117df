//! `GET /api/v1/usages/{id}`

use axum::extract::State;
use domain::id::UsageId;

use super::show;
use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<UsageId>) -> Reply {
    let usage = remit.engine.get_usage(&actor, id).await?;
    Ok(ok(show(&remit, usage)))
}
