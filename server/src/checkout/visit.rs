//! What a request to a public page says beside its address: language, prefilled fields, the bank of last time.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Path};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::Locale;
use http::{header, request::Parts};

use crate::{Remit, problem::Problem};

const LAST_BANK: &str = "remit_bank";

/// A customer's request.
pub(crate) struct Visit {
    pub locale: Locale,
    /// Whether `lang` chose the language, so that the next page must say so too.
    pub forced: bool,
    /// Path and query.
    pub path: String,
    pub last_bank: Option<String>,
    /// Whether a person opens the page with it.
    pub opens: bool,
    query: Vec<(String, String)>,
}

impl Visit {
    /// What `?prefill_{key}=` gives for a field.
    pub fn prefill(&self, key: &str) -> Option<&str> {
        let named = |name: &str| name.strip_prefix("prefill_") == Some(key);
        self.query.iter().find(|(name, _)| named(name)).map(|(_, value)| value.as_str())
    }

    /// A path of ours in the language that was forced, if one was.
    pub fn onward(&self, path: String) -> String {
        if self.forced { format!("{path}?lang={}", self.locale.tag()) } else { path }
    }

    /// The same request in the language of the page it leads back to, unless one is forced. Where the
    /// browser itself asks for another, this one goes along from here.
    pub fn in_language(mut self, locale: Locale) -> Self {
        if !self.forced {
            self.forced = self.locale != locale;
            self.locale = locale;
        }
        self
    }
}

impl FromRequestParts<Remit> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Remit) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default();
        let lang = forced_language(query);
        let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let last_bank =
            CookieJar::from_headers(&parts.headers).get(LAST_BANK).map(|cookie| cookie.value().to_owned());
        Ok(Self {
            locale: Locale::choose(lang.as_deref(), accepted),
            forced: lang.is_some_and(|lang| lang.parse::<Locale>().is_ok()),
            path: parts.uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned(),
            last_bank,
            opens: super::opening::is_opening(parts),
            query: serde_urlencoded::from_str(query).unwrap_or_default(),
        })
    }
}

/// The slug or token of an address. One that is no text leads nowhere, as the empty one does.
pub(super) struct Code(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Code {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(path.map_or_else(|_| String::new(), |Path(code)| code)))
    }
}

/// The `lang` of a query.
pub(crate) fn forced_language(query: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    pairs.into_iter().find(|(name, _)| name == "lang").map(|(_, lang)| lang)
}

/// Remembers the bank for the next payment; the cookie names no person.
pub(super) fn remember_bank(remit: &Remit, bank: String) -> Cookie<'static> {
    Cookie::build((LAST_BANK, bank))
        .path("/l")
        .http_only(true)
        .secure(remit.is_https())
        .same_site(SameSite::Lax)
        .permanent()
        .build()
}
