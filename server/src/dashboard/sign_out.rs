//! `POST /logout`

use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use http::HeaderName;
use serde::Deserialize;

use crate::{
    Remit,
    problem::Problem,
    session::{self, SignedIn},
};

#[derive(Deserialize)]
pub(super) struct SignOut {
    #[serde(default)]
    csrf: String,
}

/// What the browser keeps of a session's work, such as the draft of a link, goes with it.
const FORGET: (HeaderName, &str) = (HeaderName::from_static("clear-site-data"), "\"storage\"");

/// Ends the session whose page the form is from, and what its other tabs hear.
pub(super) async fn sign_out(
    State(remit): State<Remit>,
    jar: CookieJar,
    signed_in: Option<SignedIn>,
    Form(SignOut { csrf }): Form<SignOut>,
) -> Result<Response, Problem> {
    if let Some(signed_in) = signed_in {
        signed_in.check(&csrf)?;
        remit.engine.sign_out(&signed_in.token).await?;
        remit.streams.end_session(&signed_in.session.csrf);
    }
    Ok((jar.remove(session::removal(&remit)), [FORGET], Redirect::to("/login")).into_response())
}
