//! `POST /payments/links/{id}/delete`

use app::dashboard::{LINKS, Notice};
use axum::{Form, extract::State, response::Response};
use domain::id::LinkId;
use serde::Deserialize;

use crate::{Remit, dashboard::notice, path::Id, problem::Problem, session::SignedIn};

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    csrf: String,
    /// Typed to be sure.
    #[serde(default)]
    name: String,
}

/// Deletes a link whose name was typed, and leads to the list.
pub(super) async fn delete(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<LinkId>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    let actor = signed_in.session.actor();
    let link = remit.engine.get_link(&actor, id).await?;
    if sent.name.trim() != link.display_name() {
        return Ok(notice::lead(&remit, &format!("{LINKS}/{id}"), Notice::NameDiffers));
    }
    remit.engine.delete_link(&actor, id).await?;
    Ok(notice::lead(&remit, LINKS, Notice::LinkDeleted))
}
