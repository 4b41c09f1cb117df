//! What a request to a public page says beside its address: language, prefilled fields, the bank of last time.

use std::{convert::Infallible, time::Duration};

use axum::extract::{FromRequestParts, Path};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::Locale;
use http::{header, request::Parts};

use crate::{Remit, problem::Problem};

const LAST_BANK: &str = "remit_bank";
const ATTEMPT: &str = "remit_attempt";
/// How long an attempt is found from its link once its slot is no longer held for it: a bank may take days to say what
/// became of a payment.
const FOUND: Duration = Duration::from_hours(7 * 24);

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
    /// The token of the attempt this browser started last at this link.
    pub attempt: Option<String>,
    query: Vec<(String, String)>,
}

impl Visit {
    /// What `?prefill_{key}=` gives for a field. A `+` that was not escaped has become a space: before a
    /// digit it was meant as the `+` of a phone number.
    pub fn prefill(&self, key: &str) -> Option<String> {
        let named = |name: &str| name.strip_prefix("prefill_") == Some(key);
        let (_, value) = self.query.iter().find(|(name, _)| named(name))?;
        let number = value.strip_prefix(' ').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        Some(number.map_or_else(|| value.clone(), |number| format!("+{number}")))
    }

    /// The token of the attempt whose fields the form is to be filled with.
    pub fn again(&self) -> Option<&str> {
        self.query.iter().find(|(name, _)| name == "again").map(|(_, token)| token.as_str())
    }

    /// A path of ours in the language that was forced, if one was.
    pub fn onward(&self, path: String) -> String {
        if !self.forced {
            return path;
        }
        let mark = if path.contains('?') { '&' } else { '?' };
        format!("{path}{mark}lang={}", self.locale.tag())
    }

    /// The same request to another link.
    pub fn at_link(&self, slug: &str) -> String {
        match self.path.split_once('?') {
            Some((_, query)) => format!("/l/{slug}?{query}"),
            None => format!("/l/{slug}"),
        }
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
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = |name| jar.get(name).map(|cookie: &Cookie<'_>| cookie.value().to_owned());
        Ok(Self {
            locale: Locale::choose(lang.as_deref(), accepted),
            forced: lang.is_some_and(|lang| lang.parse::<Locale>().is_ok()),
            path: parts.uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned(),
            last_bank: cookie(LAST_BANK),
            opens: super::opening::is_opening(parts),
            attempt: cookie(ATTEMPT),
            query: serde_urlencoded::from_str(query).unwrap_or_default(),
        })
    }
}

/// The slug or token of an address. One that is no text leads nowhere, as the empty one does.
pub(crate) struct Code(pub String);

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

/// Remembers the bank for the next payment, and the attempt, so that who comes back to the link finds it. Neither
/// names a person.
pub(super) fn remember(remit: &Remit, slug: &str, bank: String, token: String) -> [String; 2] {
    let found = (remit.engine.settings().usage_lifetime + FOUND).as_secs();
    let mut last_bank = cookie(remit, LAST_BANK, bank, "/l".to_owned());
    last_bank.make_permanent();
    let attempt = cookie(remit, ATTEMPT, token, format!("/l/{slug}"));
    [last_bank.to_string(), format!("{attempt}; Max-Age={found}")]
}

fn cookie(remit: &Remit, name: &'static str, value: String, path: String) -> Cookie<'static> {
    let cookie = Cookie::build((name, value)).path(path).http_only(true).same_site(SameSite::Lax);
    cookie.secure(remit.is_https()).build()
}
