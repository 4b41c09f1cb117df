//! `PATCH /api/v1/payment_links/{id}`

use axum::extract::State;
use domain::{FieldError, Mode, Refusal, id::LinkId, link::SettableStatus, redirect_url::RedirectUrl};
use engine::links::LinkEdit;
use serde_json::{Map, Value};

use super::show;
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

/// Fixed when the link is created.
const IMMUTABLE: [&str; 7] =
    ["payment_details", "identifiers", "max_usages", "expires_at", "customer_id", "slug", "mode"];

pub(super) async fn edit(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<LinkId>,
    Body(body): Body,
) -> Reply {
    let edit = parse(body, actor.mode)?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.edit_link(&actor, id, edit).await,
        |remit, link| ok(show(remit, link)),
    )
    .await
}

fn parse(body: Map<String, Value>, mode: Mode) -> Result<LinkEdit, Problem> {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let url = |text: &str| RedirectUrl::parse(text, mode).map_err(|error| error.to_string());
    let edit = LinkEdit {
        name: fields.change("name"),
        title: fields.change("title"),
        description: fields.change("description"),
        redirect_url: fields.change_with("redirect_url", url),
        cancel_url: fields.change_with("cancel_url", url),
        metadata: fields.metadata(),
        status: fields.change_with("status", status).flatten(),
    };
    let immutable = fields.remove(&IMMUTABLE);
    for name in &immutable {
        fields.refuse(name, Refusal::ImmutableField.code(), Refusal::ImmutableField);
    }
    fields.finish();
    match (errors.is_empty(), immutable.first()) {
        (true, _) => Ok(edit),
        (false, Some(name)) => Err(immutable_field(name, errors)),
        (false, None) => Err(Problem::invalid(errors)),
    }
}

fn immutable_field(name: &str, errors: Vec<FieldError>) -> Problem {
    let detail = format!(
        "`{name}` is fixed when the link is created. Duplicate the link with the new value: \
         POST /api/v1/payment_links/{{id}}/duplicate."
    );
    Problem::about(Refusal::ImmutableField.code(), detail, errors)
}

fn status(text: &str) -> Result<SettableStatus, String> {
    match text {
        "ACTIVE" => Ok(SettableStatus::Active),
        "DISABLED" => Ok(SettableStatus::Disabled),
        _ => Err("use ACTIVE or DISABLED; the other statuses come by themselves".to_owned()),
    }
}
