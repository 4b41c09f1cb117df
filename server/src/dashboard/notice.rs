//! Leads on from a plain form, and lets the page say what was done.

use app::dashboard::{NOTICE_COOKIE, Notice};
use axum::response::{AppendHeaders, IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use http::header::SET_COOKIE;

use crate::Remit;

/// The page's script reads the cookie, and takes it away.
pub(super) fn lead(remit: &Remit, to: &str, notice: Notice) -> Response {
    let cookie = Cookie::build((NOTICE_COOKIE, notice.as_str())).path("/").same_site(SameSite::Lax);
    let cookie = cookie.secure(remit.is_https()).build();
    (AppendHeaders([(SET_COOKIE, format!("{cookie}; Max-Age=60"))]), Redirect::to(to)).into_response()
}
