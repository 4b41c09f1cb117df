//! `GET /api/v1/events/{id}/deliveries`

use axum::extract::State;
use domain::id::{DeliveryId, EventId};
use engine::{
    shown::ShownDelivery,
    webhooks::{Attempted, DeliveryFilter},
};

use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self, Reply},
    },
    path::Id,
};

pub(super) async fn deliveries(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<EventId>,
    mut query: Query,
) -> Reply {
    let request = query.page::<DeliveryId>();
    query.finish()?;
    let filter = DeliveryFilter { event: Some(id), ..DeliveryFilter::default() };
    let page = remit.engine.list_deliveries(&actor, &filter, &request).await?;
    let id = |attempted: &Attempted| attempted.delivery.id.to_string();
    Ok(show::list(page, &request, id, ShownDelivery::new))
}
