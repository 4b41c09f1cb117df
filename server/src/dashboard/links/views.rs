//! `POST /payments/links/views` and `/views/delete`

use app::dashboard::{LINKS, Notice, view_of_address};
use axum::{Form, extract::State, response::Response};
use domain::text::Name;
use engine::{Error, saved_views::SavedView};
use serde::Deserialize;

use crate::{Remit, dashboard::notice, problem::Problem, session::SignedIn};

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    query: String,
}

impl Sent {
    fn name(&self) -> Result<Name, Error> {
        self.name.trim().parse().map_err(|invalid| Error::invalid("name", "invalid_text", invalid))
    }
}

/// Keeps the filters of the list under a name, and shows the list with them.
pub(super) async fn save(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    let view = SavedView { name: sent.name()?, query: view_of_address(&sent.query) };
    let address = format!("{LINKS}?{}", view.query);
    remit.engine.save_view(&signed_in.session.actor(), view).await?;
    Ok(notice::lead(&remit, &address, Notice::ViewSaved))
}

/// Forgets a view, and shows the whole list.
pub(super) async fn delete(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    remit.engine.delete_view(&signed_in.session.actor(), sent.name()?).await?;
    Ok(notice::lead(&remit, LINKS, Notice::ViewForgotten))
}
