//! `PATCH /api/v1/destinations/{id}`

use axum::extract::State;
use domain::id::DestinationId;
use engine::destinations::DestinationEdit;

use super::{bank_type, show};
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

/// Another account is another destination: links keep paying the one they were made with.
const IMMUTABLE: [&str; 4] = ["holder", "scheme", "identification", "country"];

pub(super) async fn edit(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<DestinationId>,
    Body(body): Body,
) -> Reply {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let edit = DestinationEdit {
        name: fields.optional("name"),
        bank_type: bank_type(&mut fields),
        is_default: fields.flag("is_default"),
    };
    for name in fields.remove(&IMMUTABLE) {
        fields.refuse(name, "immutable_field", "this field is fixed; create another destination instead");
    }
    fields.finish();
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    once.run(
        &remit,
        &actor,
        async |engine| engine.update_destination(&actor, id, edit).await,
        move |_, destination| ok(show(actor.mode, destination)),
    )
    .await
}
