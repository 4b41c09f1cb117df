//! `POST /api/v1/deliveries/{id}/retry`

use axum::extract::State;
use domain::id::DeliveryId;
use engine::shown::ShownDelivery;

use crate::{
    Remit,
    api::{
        actor::Caller,
        once::Once,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn retry(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<DeliveryId>,
) -> Reply {
    once.run(
        &remit,
        &actor,
        async |engine| engine.retry_delivery(&actor, id).await,
        |_, delivery| ok(ShownDelivery::new(delivery)),
    )
    .await
}
