//! Turns a setting's text into its value, or says what is allowed.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use secrecy::SecretString;
use url::Url;

use super::SandboxBank;
use crate::rates::Rate;

type Allowed = &'static str;

pub(super) fn address(text: &str) -> Result<SocketAddr, Allowed> {
    let text = text.replace("localhost:", "127.0.0.1:");
    text.parse().map_err(|_| "an IP address and a port, such as 127.0.0.1:8080 or 0.0.0.0:80")
}

pub(super) fn path(text: &str) -> Result<PathBuf, Allowed> {
    if text.is_empty() { Err("a path") } else { Ok(PathBuf::from(text)) }
}

pub(super) fn database(text: &str) -> Result<String, Allowed> {
    let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
    if known { Ok(text.to_owned()) } else { Err("sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME") }
}

/// The SQLite file of a data directory, made when missing.
pub(super) fn sqlite_in(folder: &Path) -> String {
    let file = folder.join("remit.db").display().to_string();
    let file = file.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite:{file}?mode=rwc")
}

/// What nobody guesses.
pub(super) fn token(text: &str) -> Result<SecretString, Allowed> {
    let fits = text.len() >= 20 && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(text.into()) } else { Err("at least 20 letters, digits or signs, without spaces") }
}

pub(super) fn base_url(text: &str) -> Result<Url, Allowed> {
    const ALLOWED: Allowed =
        "http:// or https:// and a host, without a path, such as https://pay.example.com";
    let url = Url::parse(text).map_err(|_| ALLOWED)?;
    let fits = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty();
    if fits { Ok(url) } else { Err(ALLOWED) }
}

pub(super) fn switch(text: &str) -> Result<bool, Allowed> {
    match text {
        "on" | "true" | "1" => Ok(true),
        "off" | "false" | "0" => Ok(false),
        _ => Err("on or off"),
    }
}

pub(super) fn sandbox_bank(text: &str) -> Result<SandboxBank, Allowed> {
    if let Ok(on) = switch(text) {
        return Ok(if on { SandboxBank::BuiltIn } else { SandboxBank::Off });
    }
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.map(SandboxBank::At).ok_or("on, off, or the URL of a bank that runs alone")
}

/// The addresses by which a computer reaches itself.
pub(super) fn this_computer() -> Vec<IpNet> {
    vec![
        Ipv4Net::new_assert(Ipv4Addr::new(127, 0, 0, 0), 8).into(),
        Ipv6Net::new_assert(Ipv6Addr::LOCALHOST, 128).into(),
    ]
}

/// `90s`, `15m`, `2h`; a bare number is seconds.
pub(super) fn lifetime(text: &str) -> Result<Duration, Allowed> {
    const ALLOWED: Allowed = "a time from 1s to 24h, such as 90s, 15m or 1h";
    const DAY: u64 = 24 * 60 * 60;
    let (number, unit) = match text.trim().strip_suffix(['s', 'm', 'h']) {
        Some(number) => (number, text.trim().chars().last()),
        None => (text.trim(), None),
    };
    let number: u64 = number.parse().map_err(|_| ALLOWED)?;
    let seconds = match unit {
        Some('h') => number.saturating_mul(3_600),
        Some('m') => number.saturating_mul(60),
        _ => number,
    };
    if (1..=DAY).contains(&seconds) { Ok(Duration::from_secs(seconds)) } else { Err(ALLOWED) }
}

/// `50/s burst 100`; without a burst it is one second's worth.
pub(super) fn rate(text: &str) -> Result<Option<Rate>, Allowed> {
    const ALLOWED: Allowed = "a rate such as \"50/s burst 100\", or off";
    if text.trim() == "off" {
        return Ok(None);
    }
    let (rate, burst) = text.split_once("burst").map_or((text, None), |(rate, burst)| (rate, Some(burst)));
    let number = |text: &str| text.trim().parse::<u32>().map_err(|_| ALLOWED);
    let per_second = number(rate.trim().strip_suffix("/s").ok_or(ALLOWED)?)?;
    let burst = burst.map_or(Ok(per_second), number)?;
    Rate::try_new(per_second, burst).map(Some).ok_or(ALLOWED)
}

/// Addresses and ranges of addresses, between commas; a list of the file comes with its brackets and quotes.
pub(super) fn ranges(text: &str) -> Result<Vec<IpNet>, Allowed> {
    let parts = text.trim_matches(['[', ']']).split(',').map(|part| part.trim().trim_matches('"'));
    let parts = parts.filter(|part| !part.is_empty());
    let range = |part: &str| part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
    parts.map(range).collect::<Result<_, _>>().map_err(|_| "ranges such as 10.0.0.0/8,127.0.0.1")
}
