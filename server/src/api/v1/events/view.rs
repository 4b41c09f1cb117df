//! `GET /api/v1/events/{id}`

use axum::extract::State;
use domain::id::EventId;
use engine::shown::ShownEvent;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<EventId>) -> Reply {
    let event = remit.engine.get_event(&actor, id).await?;
    Ok(ok(ShownEvent::new(event, remit.engine.base())))
}
