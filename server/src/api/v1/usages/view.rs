//! `GET /api/v1/usages/{id}`

use axum::extract::State;
use domain::id::UsageId;

use super::expand::{Expansion, Parts};
use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<UsageId>,
    mut query: Query,
) -> Reply {
    let expansion = Expansion::read(&mut query);
    query.finish()?;
    let usage = remit.engine.get_usage(&actor, id).await?;
    let parts = Parts::read(&remit, &actor, &expansion, std::slice::from_ref(&usage)).await?;
    Ok(ok(parts.show(&remit, usage)))
}
