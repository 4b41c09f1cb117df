//! `POST /api/v1/deliveries/{id}/retry`

use axum::extract::State;
use domain::id::DeliveryId;
use engine::shown::ShownDelivery;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn retry(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<DeliveryId>,
) -> Reply {
    Ok(ok(ShownDelivery::new(remit.engine.retry_delivery(&actor, id).await?)))
}
