//! `GET /api/v1/deliveries`

use axum::extract::State;
use domain::id::DeliveryId;
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
};

pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let filter = DeliveryFilter {
        event: query.parse("event_id"),
        endpoint: query.parse("webhook_endpoint_id"),
        status: query.parse("status"),
        waits: false,
    };
    let request = query.page::<DeliveryId>();
    query.finish()?;
    let page = remit.engine.list_deliveries(&actor, &filter, &request).await?;
    let id = |attempted: &Attempted| attempted.delivery.id.to_string();
    Ok(show::list(page, &request, id, ShownDelivery::new))
}
