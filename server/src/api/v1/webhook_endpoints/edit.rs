//! `PATCH /api/v1/webhook_endpoints/{id}`

use axum::extract::State;
use domain::{Mode, id::EndpointId};
use engine::{Engine, shown::ShownEndpoint, webhooks::EndpointEdit};
use serde_json::{Map, Value};

use super::parts;
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        fields::Fields,
        once::Once,
        show::{Reply, ok},
    },
    path::Id,
    problem::Problem,
};

pub(super) async fn edit(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<EndpointId>,
    Body(body): Body,
) -> Reply {
    let edit = parse(body, &remit.engine, actor.mode)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.edit_endpoint(&actor, id, edit).await,
        |_, endpoint| ok(ShownEndpoint::new(endpoint)),
    )
    .await
}

fn parse(body: Map<String, Value>, engine: &Engine, mode: Mode) -> Result<EndpointEdit, Problem> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let edit = EndpointEdit {
        url: parts::url(&mut fields, engine, mode),
        events: parts::events(&mut fields),
        description: fields.change("description"),
        status: parts::status(&mut fields),
    };
    fields.finish();
    if errors.is_empty() { Ok(edit) } else { Err(Problem::invalid(errors)) }
}
