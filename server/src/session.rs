//! The session cookie: which name it has, and who it says is signed in.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use engine::auth::Session;
use http::{HeaderMap, request::Parts};

use crate::{Remit, problem::Problem};

/// The prefix makes browsers refuse a cookie that a neighbouring host has set. It works over TLS only.
const SECURE: &str = "__Host-remit_session";
const PLAIN: &str = "remit_session";

const fn name(remit_is_https: bool) -> &'static str {
    if remit_is_https { SECURE } else { PLAIN }
}

/// Whether the request carries a session cookie, valid or not.
pub(crate) fn has_cookie(headers: &HeaderMap) -> bool {
    let jar = CookieJar::from_headers(headers);
    jar.get(SECURE).or_else(|| jar.get(PLAIN)).is_some()
}

/// The cookie that signs a browser in until it is closed or 14 days have passed.
pub(crate) fn cookie(remit: &Remit, token: String) -> Cookie<'static> {
    Cookie::build((name(remit.is_https()), token))
        .path("/")
        .http_only(true)
        .secure(remit.is_https())
        .same_site(SameSite::Lax)
        .build()
}

/// What takes that cookie away.
pub(crate) fn removal(remit: &Remit) -> Cookie<'static> {
    let mut cookie = cookie(remit, String::new());
    cookie.make_removal();
    cookie
}

/// A signed-in person and the token that proves it.
#[derive(Clone)]
pub(crate) struct SignedIn {
    pub session: Session,
    pub token: String,
}

impl SignedIn {
    /// Refuses a form that carries another token than the session's pages do: they are older, or not ours.
    pub(crate) fn check(&self, csrf: &str) -> Result<(), Problem> {
        if self.session.has_token(csrf.as_bytes()) {
            return Ok(());
        }
        Err(Problem::new("form_expired", "The page is older than your session."))
    }
}

impl OptionalFromRequestParts<Remit> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, remit: &Remit) -> Result<Option<Self>, Problem> {
        let jar = CookieJar::from_headers(&parts.headers);
        let Some(cookie) = jar.get(name(remit.is_https())) else { return Ok(None) };
        let token = cookie.value().to_owned();
        let session = remit.engine.session(&token).await?;
        Ok(session.map(|session| Self { session, token }))
    }
}

impl FromRequestParts<Remit> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, remit: &Remit) -> Result<Self, Problem> {
        let signed_in = <Self as OptionalFromRequestParts<Remit>>::from_request_parts(parts, remit).await?;
        signed_in.ok_or_else(|| Problem::new("unauthenticated", "Sign in first."))
    }
}

/// Puts who is signed in into the request. Pages send others to sign in, and from there back to where
/// they wanted to go; actions answer for themselves.
pub(crate) async fn admit(
    State(remit): State<Remit>,
    signed_in: Option<SignedIn>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let (login, action) = (path == "/login", path.starts_with("/actions/"));
    match signed_in {
        Some(_) if login => return Redirect::to("/").into_response(),
        None if !login && !action => return to_login(&remit, &request),
        signed_in => request.extensions_mut().insert(signed_in.map(|signed_in| signed_in.session)),
    };
    next.run(request).await
}

fn to_login(remit: &Remit, request: &Request) -> Response {
    let wanted = request.uri().path_and_query().map_or("/", |whole| whole.as_str());
    let query = serde_urlencoded::to_string([("next", wanted)]).unwrap_or_default();
    let page = if wanted == "/" { "/login".to_owned() } else { format!("/login?{query}") };
    // A cookie of a session that is over would only be asked about again and again.
    let jar = CookieJar::from_headers(request.headers()).remove(removal(remit));
    (jar, Redirect::to(&page)).into_response()
}
