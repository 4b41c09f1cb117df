//! `POST /payments/links/{id}/edit`

use std::fmt::Display;

use app::dashboard::{LINKS, Notice};
use axum::{Form, extract::State, response::Response};
use domain::{FieldError, id::LinkId, redirect_url::RedirectUrl};
use engine::{
    Error,
    links::{Link, LinkEdit},
};
use serde::Deserialize;

use crate::{Remit, dashboard::notice, path::Id, problem::Problem, session::SignedIn};

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    csrf: String,
    name: Option<String>,
    title: Option<String>,
    description: Option<String>,
    redirect_url: Option<String>,
    cancel_url: Option<String>,
}

/// Changes what was entered otherwise than it was, and shows the link.
pub(super) async fn edit(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<LinkId>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    let actor = signed_in.session.actor();
    let link = remit.engine.get_link(&actor, id).await?;
    let url = |text: &str| RedirectUrl::parse(text, actor.mode);
    let edit = sent.edit(link, url).map_err(Error::Invalid)?;
    let said = match remit.engine.edit_link(&actor, id, edit).await {
        Ok(_) => Notice::LinkEdited,
        Err(Error::Conflict) => Notice::Changed,
        Err(error) => return Err(error.into()),
    };
    Ok(notice::lead(&remit, &format!("{LINKS}/{id}"), said))
}

impl Sent {
    fn edit<E: Display>(
        self,
        link: Link,
        url: impl Fn(&str) -> Result<RedirectUrl, E>,
    ) -> Result<LinkEdit, Vec<FieldError>> {
        let mut errors = Vec::new();
        let edit = LinkEdit {
            name: change("name", self.name, link.name, str::parse, &mut errors),
            title: change("title", self.title, link.title, str::parse, &mut errors),
            description: change("description", self.description, link.description, str::parse, &mut errors),
            redirect_url: change("redirect_url", self.redirect_url, link.redirect_url, &url, &mut errors),
            cancel_url: change("cancel_url", self.cancel_url, link.cancel_url, &url, &mut errors),
            ..LinkEdit::default()
        };
        if errors.is_empty() { Ok(edit) } else { Err(errors) }
    }
}

/// What a field changes: nothing where it holds what the link has, or was not sent at all.
fn change<T, E: Display>(
    param: &str,
    sent: Option<String>,
    now: Option<String>,
    parse: impl Fn(&str) -> Result<T, E>,
    errors: &mut Vec<FieldError>,
) -> Option<Option<T>> {
    // Browsers send lines as mail has them.
    let sent = sent?.replace("\r\n", "\n");
    let text = sent.trim();
    if text == now.unwrap_or_default() {
        return None;
    }
    if text.is_empty() {
        return Some(None);
    }
    match parse(text) {
        Ok(value) => Some(Some(value)),
        Err(error) => {
            errors.push(FieldError::new(param, "invalid_text", error));
            None
        }
    }
}
