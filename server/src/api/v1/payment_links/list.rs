//! `GET /api/v1/payment_links`

use axum::extract::State;
use domain::id::LinkId;
use engine::links::LinkFilter;

use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self, Reply},
    },
};

pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let filter = LinkFilter {
        status: query.parse("status"),
        q: query.text("q"),
        reference: query.text("reference"),
        customer_id: query.parse("customer_id"),
        created_gte: query.moment("created_gte"),
        created_lt: query.moment("created_lt"),
        ..LinkFilter::default()
    };
    let request = query.page::<LinkId>();
    query.finish()?;
    let mut page = remit.engine.list_links(&actor, &filter, &request).await?;
    if request.total {
        page.total = Some(remit.engine.count_links(&actor, &filter).await?);
    }
    Ok(show::list(page, &request, |link| link.id.to_string(), |link| super::show(&remit, link)))
}
