//! `GET /api/v1/webhook_endpoints`

use axum::extract::State;
use domain::id::EndpointId;
use engine::shown::ShownEndpoint;

use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self, Reply},
    },
};

pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let request = query.page::<EndpointId>();
    query.finish()?;
    let page = remit.engine.list_endpoints(&actor, &request).await?;
    Ok(show::list(page, &request, |endpoint| endpoint.id.to_string(), ShownEndpoint::new))
}
