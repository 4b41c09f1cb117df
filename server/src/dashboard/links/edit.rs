//! `POST /payments/links/{id}/edit`

use app::{
    dashboard::{LINKS, Notice},
    i18n::dashboard::{SAID, make, text_error},
    session::viewer_locale,
};
use axum::{Form, extract::State, response::Response};
use domain::{
    FieldError, Locale, Mode,
    id::LinkId,
    redirect_url::RedirectUrl,
    text::{Description, InvalidText, Name, Title},
};
use engine::{Error, links::LinkEdit};
use http::HeaderMap;
use serde::Deserialize;

use crate::{Remit, dashboard::notice, path::Id, problem::Problem, session::SignedIn};

/// Each field as it was sent, and as the form had shown it.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    csrf: String,
    name: Option<String>,
    was_name: Option<String>,
    title: Option<String>,
    was_title: Option<String>,
    description: Option<String>,
    was_description: Option<String>,
    redirect_url: Option<String>,
    was_redirect_url: Option<String>,
    cancel_url: Option<String>,
    was_cancel_url: Option<String>,
}

/// Changes what was entered otherwise than the form had shown it, and shows the link.
pub(super) async fn edit(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(id): Id<LinkId>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    let actor = signed_in.session.actor();
    let edit = sent.edit(viewer_locale(&headers), actor.mode).map_err(Error::Invalid)?;
    let said = match remit.engine.edit_link(&actor, id, edit).await {
        Ok(_) => Notice::LinkEdited,
        Err(Error::Conflict) => Notice::Changed,
        Err(error) => return Err(error.into()),
    };
    Ok(notice::lead(&remit, &format!("{LINKS}/{id}"), said))
}

impl Sent {
    fn edit(self, locale: Locale, mode: Mode) -> Result<LinkEdit, Vec<FieldError>> {
        let mut errors = Vec::new();
        let texts = make(locale);
        let said = |label: &str, invalid: InvalidText| format!("{label}: {}", text_error(locale, &invalid));
        let url = |text: &str| RedirectUrl::parse(text, mode).map_err(|error| error.to_string());
        let name = changed(self.name, self.was_name, one_line);
        let title = changed(self.title, self.was_title, one_line);
        let description = changed(self.description, self.was_description, lines);
        let redirect_url = changed(self.redirect_url, self.was_redirect_url, one_line);
        let cancel_url = changed(self.cancel_url, self.was_cancel_url, one_line);
        let mut refuse = |param: &str, detail: String| errors.push(FieldError::new(param, SAID, detail));
        let edit = LinkEdit {
            name: read(name, str::parse::<Name>, |error| refuse("name", said(texts.name, error))),
            title: read(title, str::parse::<Title>, |error| refuse("title", said(texts.title, error))),
            description: read(description, str::parse::<Description>, |error| {
                refuse("description", said(texts.description, error));
            }),
            redirect_url: read(redirect_url, url, |error| refuse("redirect_url", error)),
            cancel_url: read(cancel_url, url, |error| refuse("cancel_url", error)),
            ..LinkEdit::default()
        };
        if errors.is_empty() { Ok(edit) } else { Err(errors) }
    }
}

/// What was sent, when it is not what was shown; the form may hold either otherwise than it is kept.
fn changed(sent: Option<String>, was: Option<String>, plain: fn(&str) -> String) -> Option<String> {
    let (sent, was) = (plain(&sent?), plain(&was.unwrap_or_default()));
    (sent != was).then_some(sent)
}

/// A field of one line loses what breaks it.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], "").trim().to_owned()
}

/// Browsers send lines as mail has them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Reads a changed field; an empty one clears.
fn read<T, E>(
    text: Option<String>,
    parse: impl Fn(&str) -> Result<T, E>,
    refuse: impl FnOnce(E),
) -> Option<Option<T>> {
    let text = text?;
    if text.is_empty() {
        return Some(None);
    }
    parse(&text).map_err(refuse).ok().map(Some)
}
