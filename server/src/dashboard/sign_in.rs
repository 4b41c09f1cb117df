//! `POST /login`: a plain form, so that signing in never needs JavaScript.

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::cookie::CookieJar;
use engine::Error;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::{Remit, problem::Problem, session};

#[derive(Deserialize)]
pub(super) struct Credentials {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    /// Where to go afterwards.
    next: Option<String>,
}

pub(super) async fn sign_in(
    State(remit): State<Remit>,
    form: Result<Form<Credentials>, FormRejection>,
) -> Result<Response, Problem> {
    let Ok(Form(Credentials { email, password, next })) = form else { return Ok(again("wrong", None)) };
    let next = next.filter(|next| is_ours(next));
    match remit.engine.sign_in(&email, &SecretString::from(password)).await {
        Ok(signed_in) => {
            let cookie = session::cookie(&remit, signed_in.token.expose_secret().to_owned());
            let to = next.unwrap_or_else(|| "/".to_owned());
            Ok((CookieJar::new().add(cookie), Redirect::to(&to)).into_response())
        }
        Err(Error::Unauthenticated) => Ok(again("wrong", next)),
        Err(Error::Throttled { .. }) => Ok(again("throttled", next)),
        Err(error) => Err(error.into()),
    }
}

/// The sign-in page with what went wrong. What was typed stays out of the address.
fn again(error: &str, next: Option<String>) -> Response {
    let pairs = [("error", Some(error.to_owned())), ("next", next)];
    let query = serde_urlencoded::to_string(pairs).unwrap_or_default();
    Redirect::to(&format!("/login?{query}")).into_response()
}

/// Only paths of ours: `//host` and `/\host` lead elsewhere.
fn is_ours(path: &str) -> bool {
    path.starts_with('/') && !path[1..].starts_with(['/', '\\']) && !path.contains(|c: char| c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_nowhere_else() {
        for (path, expected) in [
            ("/", true),
            ("/payments/links?status=ACTIVE", true),
            ("", false),
            ("//evil.test", false),
            ("/\\evil.test", false),
            ("https://evil.test", false),
            ("/\t/evil.test", false),
        ] {
            assert_eq!(is_ours(path), expected, "{path}");
        }
    }
}
