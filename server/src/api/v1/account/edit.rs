//! `PATCH /api/v1/account`: who the merchant is to customers, and what its people are told of by mail.

use axum::extract::State;
use domain::Locale;
use engine::{accounts::AccountEdit, mail::NoticesEdit};

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
    problem::Problem,
};

pub(super) async fn edit(
    State(remit): State<Remit>,
    Caller(actor): Caller,
    once: Once,
    Body(body): Body,
) -> Reply {
    let mut errors = Vec::new();
    let mut fields = Fields::new(body, &mut errors);
    let edit = AccountEdit {
        name: fields.kept("name"),
        time_zone: fields.kept("time_zone"),
        contact_email: fields.change("contact_email"),
        contact_phone: fields.change("contact_phone"),
        accent: fields.kept("accent"),
        notices: fields.object("notices").map(notices).unwrap_or_default(),
    };
    fields.finish();
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    let (_, return_secret) = remit.engine.own_account(&actor).await?;
    once.run(
        &remit,
        &actor,
        async |engine| engine.edit_account(&actor, edit).await,
        move |_, (account, notices)| ok(show(&account, &return_secret, notices)),
    )
    .await
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
