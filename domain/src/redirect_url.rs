//! Redirect URLs: merchant pages a result page may lead to; registered first, compared exactly.

use std::fmt;

use serde::{Serialize, Serializer};
use url::{Host, Url};

use crate::Mode;

/// A URL fit to be registered: `https`, or loopback in test mode.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RedirectUrl(Url);

/// Why a URL is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidRedirectUrl {
    #[error("write a full URL, such as https://shop.example.com/thanks")]
    Malformed,
    #[error("use https; plain http is allowed only for this computer (localhost) in test mode")]
    Insecure,
    #[error("leave out the user name and password")]
    Credentials,
    #[error("leave out the part after #")]
    Fragment,
    #[error("use at most 2,000 characters")]
    TooLong,
}

impl RedirectUrl {
    /// Parses as browsers do, so what is compared is what is followed.
    pub fn parse(text: &str, mode: Mode) -> Result<Self, InvalidRedirectUrl> {
        if text.len() > 2_000 {
            return Err(InvalidRedirectUrl::TooLong);
        }
        // Browsers silently repair these; a URL that needs repair is refused instead.
        if text.trim() != text || text.contains(|c: char| c.is_control() || c == '\\' || c == ' ') {
            return Err(InvalidRedirectUrl::Malformed);
        }
        let url = Url::parse(text).map_err(|_| InvalidRedirectUrl::Malformed)?;
        match url.scheme() {
            "https" if has_host(text, "https://") && url.host().is_some() => {}
            "http" if mode == Mode::Test && has_host(text, "http://") && is_loopback(&url) => {}
            "https" => return Err(InvalidRedirectUrl::Malformed),
            _ => return Err(InvalidRedirectUrl::Insecure),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(InvalidRedirectUrl::Credentials);
        }
        if url.fragment().is_some() {
            return Err(InvalidRedirectUrl::Fragment);
        }
        Ok(Self(url))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The URL with pairs appended to its query; pairs it already has stay.
    pub fn with_query(&self, pairs: &[(&str, &str)]) -> String {
        let mut url = self.0.clone();
        url.query_pairs_mut().extend_pairs(pairs);
        url.into()
    }
}

/// Whether the host follows two slashes: browsers read on over missing ones, and over more.
fn has_host(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| !rest.starts_with('/'))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

impl fmt::Display for RedirectUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for RedirectUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_and_test_loopback_pass() {
        let parse = |text: &str, mode| RedirectUrl::parse(text, mode);
        assert!(parse("https://shop.example.com/thanks?a=1", Mode::Live).is_ok());
        assert!(parse("http://localhost:3000/done", Mode::Test).is_ok());
        assert!(parse("http://127.0.0.1/done", Mode::Test).is_ok());
        assert_eq!(parse("http://localhost/done", Mode::Live), Err(InvalidRedirectUrl::Insecure));
        for text in [
            "http://shop.example.com",
            "javascript:alert(1)",
            "ftp://a.example",
            "data:text/html,x",
            "http://localhost.evil.example/",
        ] {
            assert_eq!(parse(text, Mode::Test), Err(InvalidRedirectUrl::Insecure), "{text}");
        }
        for text in [
            "",
            "shop.example.com",
            "//shop.example.com",
            "https:/\\evil.example",
            "https:evil.example",
            "https:///evil.example",
            " https://a.example",
            "https://a.example/\n",
            "https://",
        ] {
            assert_eq!(parse(text, Mode::Test), Err(InvalidRedirectUrl::Malformed), "{text}");
        }
        assert_eq!(parse("https://user@a.example/", Mode::Test), Err(InvalidRedirectUrl::Credentials));
        assert_eq!(parse("https://a.example/#x", Mode::Test), Err(InvalidRedirectUrl::Fragment));
    }

    #[test]
    fn the_query_is_extended_not_replaced() {
        let url = RedirectUrl::parse("https://a.example/?x=1", Mode::Live).unwrap();
        assert_eq!(
            url.with_query(&[("status", "PAYMENT_CREATED")]),
            "https://a.example/?x=1&status=PAYMENT_CREATED"
        );
    }
}
