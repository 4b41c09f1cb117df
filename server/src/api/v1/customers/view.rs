//! `GET /api/v1/customers/{id}`

use axum::extract::State;
use domain::id::CustomerId;
use engine::shown::ShownCustomer;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<CustomerId>) -> Reply {
    let customer = remit.engine.get_customer(&actor, id).await?;
    Ok(ok(ShownCustomer::new(customer)))
}
