//! Version 1: one folder a resource, one file a verb.

mod account;
mod customers;
mod deliveries;
mod destinations;
mod events;
mod payment_links;
mod payments;
mod redirect_urls;
mod usages;
mod webhook_endpoints;

use axum::Router;

use crate::Remit;

pub(super) fn routes() -> Router<Remit> {
    Router::new()
        .nest("/account", account::routes())
        .nest("/payment_links", payment_links::routes())
        .nest("/usages", usages::routes())
        .nest("/payments", payments::routes())
        .nest("/customers", customers::routes())
        .nest("/destinations", destinations::routes())
        .nest("/redirect_urls", redirect_urls::routes())
        .nest("/webhook_endpoints", webhook_endpoints::routes())
        .nest("/events", events::routes())
        .nest("/deliveries", deliveries::routes())
}
