//! What the browser may ask about webhooks and events. What is changed of them is sent by plain forms.

use leptos::prelude::*;

use crate::{
    codec::Json,
    csrf::Client,
    dashboard::{
        fragment::Fragment,
        links::{ListQuery, NamedPage},
    },
    error::AppError,
};

#[cfg(feature = "ssr")]
use {super::asked::Asked, crate::dashboard::desk::Desk};

/// A page of the area: which one, and the id of what it shows, as `delivery/whd_…`.
#[server(prefix = "/actions", endpoint = "webhooks", input = Json, output = Json, client = Client)]
pub async fn webhooks(page: String, query: ListQuery) -> Result<NamedPage, AppError> {
    let desk = Desk::open().await?;
    match Asked::parse(&page)? {
        Asked::Endpoints => desk.endpoints_page().await,
        Asked::New => desk.endpoint_form(None),
        Asked::Secret(id) => desk.endpoint_secret(id),
        Asked::Endpoint(id) => desk.endpoint_page(id, query).await,
        Asked::Edit(id) => desk.endpoint_form(Some(desk.engine.get_endpoint(&desk.actor, id).await?)),
        Asked::Delivery(id) => desk.delivery_page(id).await,
        Asked::Events => desk.events_page(query).await,
        Asked::Event(id) => desk.event_page(id, query).await,
    }
}

/// What stands above every page while something needs attention; nothing else.
#[server(prefix = "/actions", endpoint = "notice", input = Json, output = Json, client = Client)]
pub async fn notice() -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    desk.webhook_notice().await
}
