//! What the browser may ask about what developers need.

use leptos::prelude::*;

use crate::{codec::Json, csrf::Client, dashboard::fragment::Fragment, error::AppError};

#[cfg(feature = "ssr")]
use {super::once::Once, crate::dashboard::desk::Desk, domain::access::Permission};

/// The keys of the API; whoever may not see them is told who may.
#[server(prefix = "/actions", endpoint = "keys", input = Json, output = Json, client = Client)]
pub async fn keys() -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    if !desk.actor.may(Permission::ManageKeys) {
        return Ok(desk.keys_closed());
    }
    let keys = desk.engine.list_keys(&desk.actor).await?;
    Ok(desk.keys_page(keys))
}

/// The reference of the API: its start, or a resource by name.
#[server(prefix = "/actions", endpoint = "reference", input = Json, output = Json, client = Client)]
pub async fn reference(resource: String) -> Result<Fragment, AppError> {
    Desk::open().await?.reference(&resource)
}

/// What the form that was just sent leads to: there with its answer alone, and never again.
#[server(prefix = "/actions", endpoint = "shown_once", input = Json, output = Json, client = Client)]
pub async fn shown_once() -> Result<Fragment, AppError> {
    let desk = Desk::open().await?;
    Ok(desk.once(use_context::<Once>()))
}
