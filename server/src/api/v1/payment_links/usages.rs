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
        v1,
    },
    path::Id,
};

pub(super) async fn usages(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    Id(id): Id<LinkId>,
    mut query: Query,
) -> Reply {
    let filter = UsageFilter { status: query.parse("status"), q: query.text("q"), ..UsageFilter::default() };
    let request = query.page::<UsageId>();
    query.finish()?;
    let page = remit.engine.list_usages(&actor, id, &filter, &request).await?;
    Ok(show::list(page, &request, |usage| usage.id.to_string(), |usage| v1::usages::show(&remit, usage)))
}
