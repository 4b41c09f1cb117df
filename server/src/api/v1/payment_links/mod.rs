//! `/api/v1/payment_links`

mod create;
mod delete;
mod duplicate;
mod edit;
mod list;
mod parts;
mod usages;
mod view;

use axum::{
    Router,
    routing::{get, post},
};
use domain::{
    Mode,
    id::{CustomerId, DestinationId, LinkId},
    identifier::Identifier,
    link::LinkStatus,
    text::Metadata,
};
use engine::links::Link;
use serde::Serialize;

use crate::{Remit, api::show::moment};

pub(super) fn routes() -> Router<Remit> {
    Router::new()
        .route("/", get(list::list).post(create::create))
        .route("/{id}", get(view::view).patch(edit::edit).delete(delete::delete))
        .route("/{id}/duplicate", post(duplicate::duplicate))
        .route("/{id}/usages", get(usages::usages))
}

/// A link as the API shows it.
#[derive(Serialize)]
struct Shown {
    id: LinkId,
    object: &'static str,
    mode: Mode,
    name: Option<String>,
    title: Option<String>,
    description: Option<String>,
    slug: String,
    url: String,
    status: LinkStatus,
    payment_details: PaymentDetails,
    identifiers: Vec<Identifier>,
    max_usages: u32,
    completed_usages: u32,
    reserved_usages: u32,
    expires_at: Option<String>,
    redirect_url: Option<String>,
    cancel_url: Option<String>,
    customer_id: Option<CustomerId>,
    metadata: Metadata,
    created_at: String,
    updated_at: String,
}

#[derive(Serialize)]
struct PaymentDetails {
    amount: String,
    currency: &'static str,
    reference: String,
    destination_id: DestinationId,
}

fn show(remit: &Remit, link: Link) -> Shown {
    Shown {
        id: link.id,
        object: "payment_link",
        mode: link.mode,
        url: remit.engine.link_url(&link),
        status: link.status(remit.engine.now()),
        name: link.name,
        title: link.title,
        description: link.description,
        slug: link.slug,
        payment_details: PaymentDetails {
            amount: link.money.decimal(),
            currency: link.money.currency().code(),
            reference: link.reference,
            destination_id: link.destination_id,
        },
        identifiers: link.identifiers,
        max_usages: link.slots.max_usages,
        completed_usages: link.slots.completed,
        reserved_usages: link.slots.started,
        expires_at: link.lifecycle.expires_at.map(moment),
        redirect_url: link.redirect_url,
        cancel_url: link.cancel_url,
        customer_id: link.customer_id,
        metadata: link.metadata,
        created_at: moment(link.created_at),
        updated_at: moment(link.updated_at),
    }
}
