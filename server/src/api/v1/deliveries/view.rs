//! `GET /api/v1/deliveries/{id}`

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

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<DeliveryId>) -> Reply {
    Ok(ok(ShownDelivery::new(remit.engine.get_delivery(&actor, id).await?)))
}
