//! `GET /api/v1/customers`

use axum::extract::State;
use domain::id::CustomerId;
use engine::{customers::CustomerFilter, shown::ShownCustomer};

use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self as shown, Reply},
    },
};

pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let filter = CustomerFilter {
        q: query.text("q"),
        reference: query.text("reference"),
        created_gte: query.moment("created_gte"),
        created_lt: query.moment("created_lt"),
    };
    let request = query.page::<CustomerId>();
    query.finish()?;
    let mut page = remit.engine.list_customers(&actor, &filter, &request).await?;
    if request.total {
        page.total = Some(remit.engine.count_customers(&actor, &filter).await?);
    }
    Ok(shown::list(page, &request, |customer| customer.id.to_string(), ShownCustomer::new))
}
