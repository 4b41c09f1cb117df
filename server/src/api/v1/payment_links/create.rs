//! `POST /api/v1/payment_links`

use axum::extract::State;
use domain::{
    FieldError, Mode, Money,
    identifier::{self, Identifier},
    link::DEFAULT_MAX_USAGES,
};
use engine::links::{LinkOverrides, NewLink};
use serde_json::{Map, Value};

use super::{parts, show};
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        fields::Fields,
        once::Once,
        show::{Reply, created},
    },
    problem::Problem,
};

pub(super) async fn create(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Body(body): Body,
) -> Reply {
    let new = parse(body, actor.mode).map_err(Problem::invalid)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.create_link(&actor, new).await,
        |remit, link| created(show(remit, link)),
    )
    .await
}

/// Reads everything before it answers, so that all errors come at once.
fn parse(body: Map<String, Value>, mode: Mode) -> Result<NewLink, Vec<FieldError>> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let parts = parts::read(&mut fields, mode, true);
    fields.finish();
    match whole(parts) {
        Some(new) if errors.is_empty() => Ok(new),
        _ => Err(errors),
    }
}

/// A new link of these parts; `None` when a required one is missing.
fn whole(parts: LinkOverrides) -> Option<NewLink> {
    Some(NewLink {
        money: Money::parse(&parts.amount?, parts.currency?).ok()?,
        reference: parts.reference?,
        destination_id: parts.destination_id,
        slug: parts.slug,
        name: parts.name.flatten(),
        title: parts.title.flatten(),
        description: parts.description.flatten(),
        identifiers: parts.identifiers.unwrap_or_else(phone_only),
        max_usages: parts.max_usages.unwrap_or(DEFAULT_MAX_USAGES),
        expires_at: parts.expires_at.flatten(),
        redirect_url: parts.redirect_url.flatten(),
        cancel_url: parts.cancel_url.flatten(),
        customer_id: parts.customer_id.flatten(),
        metadata: parts.metadata.unwrap_or_default(),
    })
}

fn phone_only() -> Vec<Identifier> {
    identifier::complete(Vec::new()).unwrap_or_default()
}
