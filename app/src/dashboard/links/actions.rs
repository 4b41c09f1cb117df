//! What the browser may ask about links; what the page of a new one asks is in `create::actions`. Each has an actor
//! first, reads what it was given, calls one operation of the engine and makes the answer fit to show.

use leptos::prelude::*;

use super::{model::NamedPage, query::ListQuery};
use crate::{codec::Json, csrf::Client, dashboard::fragment::Fragment, error::AppError};

#[cfg(feature = "ssr")]
use super::present::{Around, found_by, link_filter, usage_filter};
#[cfg(feature = "ssr")]
use crate::dashboard::desk::{Desk, id, page_of};

/// One page of the links.
#[server(prefix = "/actions", endpoint = "links", input = Json, output = Json, client = Client)]
pub async fn links(query: ListQuery) -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    let (engine, actor) = (&desk.engine, &desk.actor);
    let (filter, request) = (link_filter(&query, &desk.clock), page_of(&query));
    let page = engine.list_links(actor, &filter, &request).await?;
    let around = Around {
        total: engine.count_links(actor, &filter).await?,
        currencies: engine.link_currencies(actor).await?,
        views: engine.list_views(actor).await?,
        customer: match filter.customer_id {
            Some(id) => Some(desk.bound_to(id).await?),
            None => None,
        },
    };
    Ok(desk.links_page(page, around, query))
}

/// One link.
#[server(prefix = "/actions", endpoint = "link", input = Json, output = Json, client = Client)]
pub async fn link(link: String) -> Result<NamedPage, AppError> {
    let desk = Desk::open().await?;
    let link = desk.engine.get_link(&desk.actor, id(&link, "payment link")?).await?;
    desk.link_page(link).await
}

/// What the palette finds.
#[server(prefix = "/actions", endpoint = "found", input = Json, output = Json, client = Client)]
pub async fn found(q: String) -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    let (filter, request) = found_by(&q);
    let links = if q.trim().is_empty() {
        Vec::new()
    } else {
        desk.engine.list_links(&desk.actor, &filter, &request).await?.items
    };
    Ok(desk.found(&links, &q))
}

/// One page of a link's usages.
#[server(prefix = "/actions", endpoint = "usages", input = Json, output = Json, client = Client)]
pub async fn usages(link: String, query: ListQuery) -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    let link = id(&link, "payment link")?;
    let (filter, request) = (usage_filter(&query, &desk.clock), page_of(&query));
    let page = desk.engine.list_usages(&desk.actor, link, &filter, &request).await?;
    let total = desk.engine.count_usages(&desk.actor, link, &filter).await?;
    Ok(desk.usage_rows(page, total, link, query))
}

/// One usage, when one is asked for; nothing otherwise.
#[server(prefix = "/actions", endpoint = "usage", input = Json, output = Json, client = Client)]
pub async fn usage(usage: String) -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    if usage.is_empty() {
        return Ok(Fragment(String::new()));
    }
    let usage = desk.engine.get_usage(&desk.actor, id(&usage, "usage")?).await?;
    desk.usage_view(usage).await
}
