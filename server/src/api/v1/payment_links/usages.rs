//! `GET /api/v1/payment_links/{id}/usages`

use axum::extract::State;
use domain::id::{LinkId, UsageId};
use engine::usages::UsageFilter;

use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self, Reply},
        v1::usages::expand::{Expansion, Parts},
    },
    path::Id,
};

pub(super) async fn usages(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<LinkId>,
    mut query: Query,
) -> Reply {
    let filter = UsageFilter {
        status: query.parse("status"),
        q: query.text("q"),
        customer_id: query.parse("customer_id"),
        started_gte: query.moment("created_gte"),
        started_lt: query.moment("created_lt"),
        ..UsageFilter::default()
    };
    let request = query.page::<UsageId>();
    let expansion = Expansion::read(&mut query);
    query.finish()?;
    let mut page = remit.engine.list_usages(&actor, id, &filter, &request).await?;
    if request.total {
        page.total = Some(remit.engine.count_usages(&actor, id, &filter).await?);
    }
    let parts = Parts::read(&remit, &actor, &expansion, &page.items).await?;
    Ok(show::list(page, &request, |usage| usage.id.to_string(), |usage| parts.show(&remit, usage)))
}
