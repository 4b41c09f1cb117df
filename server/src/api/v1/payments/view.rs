//! `GET /api/v1/payments/{id}`

use axum::extract::State;
use domain::id::PaymentId;
use engine::shown::ShownPayment;

use crate::{
    Remit,
    api::{
        actor::Caller,
        show::{Reply, ok},
    },
    path::Id,
};

pub(super) async fn view(State(remit): State<Remit>, Caller(actor): Caller, Id(id): Id<PaymentId>) -> Reply {
    Ok(ok(ShownPayment::new(remit.engine.get_payment(&actor, id).await?)))
}
