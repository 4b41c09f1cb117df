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
        show::{Reply, created},
    },
    path::Id,
    problem::Problem,
};

pub(super) async fn duplicate(
    State(remit): State<Remit>,
    Caller(actor): Caller,
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
    let link = remit.engine.duplicate_link(&actor, id, overrides).await?;
    Ok(created(show(&remit, link)))
}
