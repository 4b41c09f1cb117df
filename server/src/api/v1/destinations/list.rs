//! `GET /api/v1/destinations`

use axum::extract::State;
use domain::id::DestinationId;

use super::show;
use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self as shown, Reply},
    },
};

pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let request = query.page::<DestinationId>();
    query.finish()?;
    let page = remit.engine.list_destinations(&actor, &request).await?;
    Ok(shown::list(
        page,
        &request,
        |destination| destination.id.to_string(),
        |destination| show(actor.mode, destination),
    ))
}
