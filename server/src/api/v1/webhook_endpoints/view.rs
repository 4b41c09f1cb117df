//! `GET /api/v1/webhook_endpoints/{id}`

use axum::extract::State;
use domain::id::EndpointId;
use engine::shown::ShownEndpoint;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<EndpointId>) -> Reply {
    Ok(ok(ShownEndpoint::new(remit.engine.get_endpoint(&actor, id).await?)))
}
