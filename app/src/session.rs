//! Who is asking, and in which language: read from what the server puts into a request's context.
//!
//! The server provides an [`Engine`] and an `Option<Session>` for every page and server function.

use domain::{Locale, access::Actor};
use engine::{Engine, auth::Session};
use http::{HeaderMap, Method, header, request::Parts};
use leptos::prelude::use_context;

use crate::{csrf, error::AppError};

/// The cookie that remembers the dashboard's language.
pub const LANGUAGE_COOKIE: &str = "remit_lang";

/// The signed-in user's session. An action without the session's token is nobody's: its page belongs to
/// another session, or to another site.
pub fn session() -> Result<Session, AppError> {
    find_session().filter(is_ours).ok_or_else(AppError::unauthenticated)
}

/// Reading a page needs no token.
fn is_ours(session: &Session) -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let token = parts.headers.get(csrf::HEADER).map(http::HeaderValue::as_bytes);
        parts.method == Method::GET || token.is_some_and(|token| session.has_token(token))
    })
}

/// The session, when somebody is signed in.
pub fn find_session() -> Option<Session> {
    use_context::<Option<Session>>().flatten()
}

/// Who acts. The first statement of every server function: nothing happens without an actor.
pub fn actor() -> Result<Actor, AppError> {
    Ok(session()?.actor())
}

/// The engine behind this request.
pub fn engine() -> Result<Engine, AppError> {
    use_context().ok_or_else(|| engine::Error::Internal("no engine in context".to_owned()).into())
}

/// The language of this request: `?lang=`, else the viewer's.
pub fn locale() -> Locale {
    let Some(parts) = use_context::<Parts>() else { return Locale::default() };
    asked_locale(parts.uri.query()).unwrap_or_else(|| viewer_locale(&parts.headers))
}

/// The viewer's own language: the cookie, then `Accept-Language`.
pub fn viewer_locale(headers: &HeaderMap) -> Locale {
    let header = |name| headers.get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    let chosen = header(header::COOKIE).and_then(|header| cookie(header)?.parse().ok());
    chosen.unwrap_or_else(|| Locale::choose(None, header(header::ACCEPT_LANGUAGE)))
}

/// The language asked for in the query of the address, to be remembered.
pub fn asked_locale(query: Option<&str>) -> Option<Locale> {
    query?.split('&').find_map(|pair| pair.strip_prefix("lang="))?.parse().ok()
}

fn cookie(header: &str) -> Option<&str> {
    header.split(';').find_map(|pair| pair.trim().strip_prefix(LANGUAGE_COOKIE)?.strip_prefix('='))
}
