//! `POST /api/v1/webhook_endpoints`

use axum::extract::State;
use domain::Mode;
use engine::{Engine, shown::ShownEndpoint, webhooks::NewEndpoint};
use serde_json::{Map, Value};

use super::parts;
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
    let new = parse(body, &remit.engine, actor.mode)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.create_endpoint(&actor, new).await,
        |_, made| created(ShownEndpoint::revealed(made)),
    )
    .await
}

fn parse(body: Map<String, Value>, engine: &Engine, mode: Mode) -> Result<NewEndpoint, Problem> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    fields.expect("url");
    fields.expect("events");
    let url = parts::url(&mut fields, engine, mode);
    let events = parts::events(&mut fields);
    let description = fields.optional("description");
    fields.finish();
    match (url, events) {
        (Some(url), Some(events)) if errors.is_empty() => Ok(NewEndpoint { url, events, description }),
        _ => Err(Problem::invalid(errors)),
    }
}
