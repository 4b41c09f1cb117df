//! `POST /api/v1/webhook_endpoints/{id}/test`

use axum::extract::State;
use domain::id::EndpointId;
use engine::shown::ShownDelivery;

use crate::{
    Remit,
    api::{
        actor::Caller,
        once::Once,
        show::{Reply, created},
    },
    path::Id,
};

/// Answers the delivery that was begun; it is read at `/deliveries/{id}`.
pub(super) async fn test(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<EndpointId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.test_endpoint(&actor, id).await,
        |_, delivery| created(ShownDelivery::new(delivery)),
    )
    .await
}
