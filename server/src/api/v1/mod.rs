//! Version 1: one folder a resource, one file a verb.

pub(super) mod account;
mod customers;
mod deliveries;
pub(super) mod destinations;
mod events;
mod openapi;
mod payment_links;
mod payments;
pub(super) mod redirect_urls;
pub(super) mod usages;
pub(super) mod webhook_endpoints;

use crate::routes::{Routes, get};

pub(super) fn routes() -> Routes {
    Routes::new()
        .route("/openapi.json", get(openapi::openapi))
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
