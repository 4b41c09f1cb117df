//! `POST /logout`

use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;

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

/// Ends the session whose page the form is from.
pub(super) async fn sign_out(
    State(remit): State<Remit>,
    jar: CookieJar,
    signed_in: Option<SignedIn>,
    Form(SignOut { csrf }): Form<SignOut>,
) -> Result<Response, Problem> {
    if let Some(signed_in) = signed_in {
        signed_in.check(&csrf)?;
        remit.engine.sign_out(&signed_in.token).await?;
    }
    Ok((jar.remove(session::removal(&remit)), Redirect::to("/login")).into_response())
}
