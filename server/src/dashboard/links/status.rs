//! `POST /payments/links/{id}/disable` and `/enable`

use app::dashboard::LINKS;
use axum::{Form, extract::State, response::Redirect};
use domain::{id::LinkId, link::SettableStatus};
use engine::{Error, links::LinkEdit};
use serde::Deserialize;

use crate::{Remit, path::Id, problem::Problem, session::SignedIn};

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    csrf: String,
}

pub(super) async fn disable(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(link): Id<LinkId>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Problem> {
    signed_in.check(&sent.csrf)?;
    set(&remit, &signed_in, link, SettableStatus::Disabled).await
}

pub(super) async fn enable(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(link): Id<LinkId>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Problem> {
    signed_in.check(&sent.csrf)?;
    set(&remit, &signed_in, link, SettableStatus::Active).await
}

/// Shows the link as it is then: also when it was too late for that.
async fn set(
    remit: &Remit,
    signed_in: &SignedIn,
    link: LinkId,
    status: SettableStatus,
) -> Result<Redirect, Problem> {
    let edit = LinkEdit { status: Some(status), ..LinkEdit::default() };
    match remit.engine.edit_link(&signed_in.session.actor(), link, edit).await {
        Ok(_) | Err(Error::Refused(_) | Error::Conflict) => Ok(Redirect::to(&format!("{LINKS}/{link}"))),
        Err(error) => Err(error.into()),
    }
}
