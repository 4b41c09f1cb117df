//! `POST /api/v1/payment_links/{id}/duplicate`

use axum::extract::State;
use domain::id::LinkId;

use super::{parts, show};
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::OptionalBody,
        fields::Fields,
        once::Once,
        show::{Reply, created},
    },
    path::Id,
    problem::Problem,
};

pub(super) async fn duplicate(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Id(id): Id<LinkId>,
    OptionalBody(body): OptionalBody,
) -> Reply {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let overrides = parts::read(&mut fields, actor.mode, false);
    fields.finish();
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    once.run(
        &remit,
        &actor,
        async |engine| engine.duplicate_link(&actor, id, overrides).await,
        |remit, link| created(show(remit, link)),
    )
    .await
}
