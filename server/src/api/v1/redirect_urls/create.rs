//! `POST /api/v1/redirect_urls`

use axum::extract::State;
use domain::redirect_url::RedirectUrl;

use super::show;
use crate::{
    Remit,
    api::{
        actor::Caller,
        body::Body,
        fields::Fields,
        show::{Reply, created},
    },
    problem::Problem,
};

pub(super) async fn create(State(remit): State<Remit>, Caller(actor): Caller, Body(body): Body) -> Reply {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    fields.expect("url");
    let url = fields
        .change_with("url", |text| RedirectUrl::parse(text, actor.mode).map_err(|error| error.to_string()));
    fields.finish();
    let Some(url) = url.flatten().filter(|_| errors.is_empty()) else { return Err(Problem::invalid(errors)) };
    let registered = remit.engine.create_redirect_url(&actor, url).await?;
    Ok(created(show(actor.mode, registered)))
}
