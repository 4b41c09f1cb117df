//! `POST /api/v1/webhook_endpoints/{id}/test`

use axum::extract::State;
use domain::id::EndpointId;
use engine::shown::ShownDelivery;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, created},
    },
    path::Id,
};

/// Answers the delivery that was begun; it is read at `/deliveries/{id}`.
pub(super) async fn test(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<EndpointId>) -> Reply {
    let delivery = remit.engine.test_endpoint(&actor, id).await?;
    Ok(created(ShownDelivery::new(delivery)))
}
