//! `POST /logout`

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;

use crate::{
    Remit,
    problem::Problem,
    session::{self, SignedIn},
};

/// Ends the session. The check of the origin has kept other sites out.
pub(super) async fn sign_out(
    State(remit): State<Remit>,
    jar: CookieJar,
    signed_in: Option<SignedIn>,
) -> Result<Response, Problem> {
    if let Some(SignedIn { token, .. }) = signed_in {
        remit.engine.sign_out(&token).await?;
    }
    Ok((jar.remove(session::removal(&remit)), Redirect::to("/login")).into_response())
}
