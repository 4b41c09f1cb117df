//! `POST /payments/links/{id}/succeed`

use app::dashboard::{LINKS, Notice, moment_of_form};
use axum::{Form, extract::State, response::Response};
use domain::{Timestamp, id::LinkId, link::parse_max_usages};
use engine::{Error, links::LinkOverrides};
use serde::Deserialize;

use crate::{Remit, dashboard::notice, path::Id, problem::Problem, session::SignedIn};

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    csrf: String,
    max_usages: String,
    #[serde(default)]
    expires_at: String,
}

/// Creates the successor of a link that is over, and shows it; or the link as it is, when it cannot have one.
pub(super) async fn succeed(
    State(remit): State<Remit>,
    signed_in: SignedIn,
    Id(link): Id<LinkId>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    signed_in.check(&sent.csrf)?;
    let actor = signed_in.session.actor();
    let account = remit.engine.account(actor.account).await?;
    let overrides = sent.overrides(|text| moment_of_form(text, remit.engine.now(), &account.time_zone))?;
    match remit.engine.succeed_link(&actor, link, overrides).await {
        Ok(new) => Ok(notice::lead(&remit, &format!("{LINKS}/{}", new.id), Notice::LinkSucceeded)),
        Err(Error::Refused(_) | Error::Conflict) => {
            Ok(notice::lead(&remit, &format!("{LINKS}/{link}"), Notice::Changed))
        }
        Err(error) => Err(error.into()),
    }
}

impl Sent {
    fn overrides(&self, moment: impl Fn(&str) -> Option<Timestamp>) -> Result<LinkOverrides, Error> {
        let number = self.max_usages.trim().parse().unwrap_or_default();
        let max_usages = parse_max_usages(number).map_err(|error| Error::Invalid(vec![error]))?;
        let expires_at = match self.expires_at.trim() {
            "" => None,
            text => Some(moment(text).ok_or_else(|| {
                Error::invalid("expires_at", "invalid_timestamp", "enter a day and a time")
            })?),
        };
        Ok(LinkOverrides {
            max_usages: Some(max_usages),
            expires_at: Some(expires_at),
            ..LinkOverrides::default()
        })
    }
}
