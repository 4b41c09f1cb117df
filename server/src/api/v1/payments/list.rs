//! `GET /api/v1/payments`

use axum::extract::State;
use domain::id::PaymentId;
use engine::{payments::PaymentFilter, shown::ShownPayment};

use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self as shown, Reply},
    },
};

pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let filter = PaymentFilter {
        status: query.parse("status"),
        link_id: query.parse("payment_link_id"),
        reference: query.text("reference"),
        customer_id: query.parse("customer_id"),
        created_gte: query.moment("created_gte"),
        created_lt: query.moment("created_lt"),
    };
    let request = query.page::<PaymentId>();
    query.finish()?;
    let page = remit.engine.list_payments(&actor, &filter, &request).await?;
    Ok(shown::list(page, &request, |payment| payment.id.to_string(), ShownPayment::new))
}
