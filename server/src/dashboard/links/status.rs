//! `POST /payments/links/{id}/disable` and `/enable`

use app::dashboard::{LINKS, Notice};
use axum::{Form, extract::State, response::Response};
use domain::{id::LinkId, link::SettableStatus};
use engine::{Error, links::LinkEdit};
use serde::Deserialize;

use crate::{Remit, dashboard::notice, path::Id, problem::Problem, session::SignedIn};

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
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    set(&remit, &signed_in, link, SettableStatus::Disabled).await
}

pub(super) async fn enable(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(link): Id<LinkId>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    set(&remit, &signed_in, link, SettableStatus::Active).await
}

/// Shows the link as it is then: also when it was too late for that.
async fn set(
    remit: &Remit,
    signed_in: &SignedIn,
    link: LinkId,
    status: SettableStatus,
) -> Result<Response, Problem> {
    let edit = LinkEdit { status: Some(status), ..LinkEdit::default() };
    let said = match (remit.engine.edit_link(&signed_in.session.actor(), link, edit).await, status) {
        (Ok(_), SettableStatus::Disabled) => Notice::LinkDisabled,
        (Ok(_), SettableStatus::Active) => Notice::LinkEnabled,
        (Err(Error::Refused(_) | Error::Conflict), _) => Notice::Changed,
        (Err(error), _) => return Err(error.into()),
    };
    Ok(notice::lead(remit, &format!("{LINKS}/{link}"), said))
}
