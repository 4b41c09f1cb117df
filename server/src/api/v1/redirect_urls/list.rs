//! `GET /api/v1/redirect_urls`

use axum::extract::State;
use domain::id::RedirectUrlId;

use super::show;
use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self as shown, Reply},
    },
};

pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let request = query.page::<RedirectUrlId>();
    query.finish()?;
    let page = remit.engine.list_redirect_urls(&actor, &request).await?;
    Ok(shown::list(
        page,
        &request,
        |registered| registered.id.to_string(),
        |registered| show(actor.mode, registered),
    ))
}
