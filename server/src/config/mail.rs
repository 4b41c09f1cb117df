//! What says where mail goes out.

use std::net::IpAddr;

use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};
use secrecy::{ExposeSecret as _, SecretString};
use url::{Host, Url};

use super::sources::Sources;

type Allowed = &'static str;

/// A mail server and who writes through it.
#[derive(Clone)]
pub struct MailSettings {
    /// Holds a password.
    pub smtp_url: SecretString,
    pub from: Mailbox,
}

impl MailSettings {
    /// Both of them, or neither.
    pub(super) fn load(sources: &mut Sources) -> Option<Self> {
        let (smtp_url, from) = (sources.get("smtp_url", smtp_url), sources.get("mail_from", mail_from));
        for (given, missing) in [("smtp_url", "mail_from"), ("mail_from", "smtp_url")] {
            if sources.has(given) && !sources.has(missing) {
                sources.note(format!("`{missing}` is missing\n  hint: mail needs it beside `{given}`"));
            }
        }
        smtp_url.zip(from).map(|(smtp_url, from)| Self { smtp_url, from })
    }

    /// The mail server without user and password, for people.
    pub fn server_shown(&self) -> String {
        let Ok(url) = Url::parse(self.smtp_url.expose_secret()) else { return String::new() };
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
    }
}

fn smtp_url(text: &str) -> Result<SecretString, Allowed> {
    const ALLOWED: Allowed =
        "smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST?tls=required, with :PORT if need be";
    const IN_THE_CLEAR: Allowed =
        "smtps://… or add ?tls=required: without TLS the password could be read on its way";
    let url = Url::parse(text).map_err(|_| ALLOWED)?;
    let known = AsyncSmtpTransport::<Tokio1Executor>::from_url(text).is_ok();
    if !matches!(url.scheme(), "smtp" | "smtps") || !known || url.fragment().is_some() {
        return Err(ALLOWED);
    }
    let sealed =
        url.scheme() == "smtps" || url.query_pairs().any(|(key, value)| key == "tls" && value == "required");
    if url.password().is_some() && !sealed && !is_this_machine(&url) {
        return Err(IN_THE_CLEAR);
    }
    Ok(text.into())
}

/// What never leaves the machine needs no TLS. The scheme is not one whose addresses are parsed as such.
fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn mail_from(text: &str) -> Result<Mailbox, Allowed> {
    text.parse().map_err(|_| "an email address, such as pay@example.com or Remit <pay@example.com>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_travels_sealed_or_not_at_all() {
        for (text, allowed) in [
            ("smtps://u:p@mail.example", true),
            ("smtps://mail.example:465", true),
            ("smtp://u:p@mail.example:587?tls=required", true),
            ("smtp://mail.example", true),
            ("smtp://u:p@127.0.0.1:2525", true),
            ("smtp://u:p@localhost", true),
            ("smtp://u:p@mail.example", false),
            ("smtp://u:p@mail.example?tls=opportunistic", false),
            ("smtp://mail.example?tls=maybe", false),
            ("http://mail.example", false),
            ("mail.example:25", false),
            ("", false),
        ] {
            assert_eq!(smtp_url(text).is_ok(), allowed, "{text}");
        }
    }

    #[test]
    fn a_sender_has_an_address_and_perhaps_a_name() {
        assert!(mail_from("pay@example.com").is_ok());
        assert_eq!(mail_from("Remit <pay@example.com>").unwrap().name.as_deref(), Some("Remit"));
        assert!(mail_from("pay").is_err() && mail_from("").is_err());
    }
}
