//! `PATCH /api/v1/account`: what its people are told of by mail.

use axum::extract::State;
use domain::Locale;
use engine::mail::NoticesEdit;

use super::reply;
use crate::{
    Remit,
    api::{actor::Caller, body::Body, fields::Fields, show::Reply},
    problem::Problem,
};

pub(super) async fn edit(State(remit): State<Remit>, Caller(actor): Caller, Body(body): Body) -> Reply {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let edit = fields.object("notices").map(notices).unwrap_or_default();
    fields.finish();
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    remit.engine.edit_notices(&actor, edit).await?;
    reply(&remit, &actor).await
}

fn notices(mut fields: Fields<'_>) -> NoticesEdit {
    let language = |text: &str| text.parse::<Locale>().map_err(|_| "send en, ar or fr".to_owned());
    let edit = NoticesEdit {
        payments: fields.flag("payments"),
        trouble: fields.flag("trouble"),
        locale: fields.change_with("language", language).flatten(),
    };
    fields.finish();
    edit
}
