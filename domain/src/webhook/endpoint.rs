//! An endpoint: a merchant's own address, and the events it is told of.

use std::{fmt, net::IpAddr, str::FromStr};

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use super::target::{self, ForbiddenTarget};
use crate::{Mode, event::EventType};

/// Endpoints of one account and mode at the most.
pub const MOST: usize = 20;

/// Whether an endpoint is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EndpointStatus {
    Enabled,
    /// The merchant holds it back. What happens meanwhile is skipped, not lost: a retry sends it.
    Paused,
    /// Remit has given it up; the reason says why. The merchant enables it again.
    Disabled,
}

impl EndpointStatus {
    pub const ALL: [Self; 3] = [Self::Enabled, Self::Paused, Self::Disabled];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Enabled => "ENABLED",
            Self::Paused => "PAUSED",
            Self::Disabled => "DISABLED",
        }
    }
}

/// The text named no status of an endpoint.
#[derive(Debug, thiserror::Error)]
#[error("use ENABLED, PAUSED or DISABLED")]
pub struct UnknownEndpointStatus;

impl FromStr for EndpointStatus {
    type Err = UnknownEndpointStatus;

    fn from_str(text: &str) -> Result<Self, UnknownEndpointStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownEndpointStatus)
    }
}

/// Why Remit has disabled an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisabledReason {
    /// It answered 410 Gone.
    Gone,
    /// It has known nothing but failures for five days.
    Failing,
}

impl DisabledReason {
    const ALL: [Self; 2] = [Self::Gone, Self::Failing];

    /// The word in the database and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Failing => "failing",
        }
    }
}

impl FromStr for DisabledReason {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text).ok_or(())
    }
}

/// Where webhooks go: `https`, or plain `http` to a computer that the operator answers for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EndpointUrl(Url);

/// Why a URL is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEndpointUrl {
    #[error("write a full URL, such as https://shop.example.com/webhooks")]
    Malformed,
    #[error(
        "use https; plain http is allowed only for this computer in test mode, and for addresses that the operator allows"
    )]
    Insecure,
    #[error("leave out the user name and password; the signature says who sends")]
    Credentials,
    #[error("leave out the part after #")]
    Fragment,
    #[error("use at most 2,000 characters")]
    TooLong,
    #[error("{0}; use a public address, or ask the operator to allow this one")]
    Forbidden(#[from] ForbiddenTarget),
}

impl EndpointUrl {
    /// Parses as browsers do, and refuses what they would silently repair. `is_allowed` tells the addresses that
    /// the operator allows. An address of no public computer is refused, but for this computer's own in test mode;
    /// where a name leads is judged whenever it is sent to.
    pub fn parse(
        text: &str,
        mode: Mode,
        is_allowed: impl Fn(IpAddr) -> bool,
    ) -> Result<Self, InvalidEndpointUrl> {
        if text.len() > 2_000 {
            return Err(InvalidEndpointUrl::TooLong);
        }
        if text.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
            return Err(InvalidEndpointUrl::Malformed);
        }
        let url = Url::parse(text).map_err(|_| InvalidEndpointUrl::Malformed)?;
        let host = url.host().ok_or(InvalidEndpointUrl::Malformed)?;
        let may_be_plain = judge(&host, mode, is_allowed)?;
        match url.scheme() {
            "https" if has_host(text, "https://") => {}
            "http" if has_host(text, "http://") && may_be_plain => {}
            "https" => return Err(InvalidEndpointUrl::Malformed),
            _ => return Err(InvalidEndpointUrl::Insecure),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(InvalidEndpointUrl::Credentials);
        }
        if url.fragment().is_some() {
            return Err(InvalidEndpointUrl::Fragment);
        }
        Ok(Self(url))
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Whether the host follows two slashes: browsers read on over missing ones, and over more.
fn has_host(text: &str, start: &str) -> bool {
    text.strip_prefix(start).is_some_and(|rest| !rest.starts_with('/'))
}

/// Refuses an address of no public computer that nobody answers for; tells whether plain `http` may go there.
fn judge(
    host: &Host<&str>,
    mode: Mode,
    is_allowed: impl Fn(IpAddr) -> bool,
) -> Result<bool, ForbiddenTarget> {
    let address: IpAddr = match host {
        Host::Domain(name) => return Ok(mode == Mode::Test && *name == "localhost"),
        Host::Ipv4(address) => (*address).into(),
        Host::Ipv6(address) => (*address).into(),
    };
    let is_ours = |address: IpAddr| mode == Mode::Test && address.is_loopback();
    if target::meant(address).any(|address| is_ours(address) || is_allowed(address)) {
        return Ok(true);
    }
    target::judge(address).map(|()| false)
}

impl fmt::Display for EndpointUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which events an endpoint is told of: all of them (`["*"]`), or those of the types listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subscription {
    /// Also types that a later version adds.
    Everything,
    /// At least one, each once, in the order given.
    Only(Vec<EventType>),
}

/// Why a list of events is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSubscription {
    #[error("name at least one type of event, or send [\"*\"] for all")]
    Empty,
    #[error("there is no event `{0}`; send [\"*\"] for all, or types such as usage.payment_created")]
    Unknown(String),
    #[error("send [\"*\"] alone: it stands for every type")]
    Mixed,
}

impl Subscription {
    /// Reads the list of the API. A type that stands there twice counts once.
    pub fn parse<T: AsRef<str>>(list: &[T]) -> Result<Self, InvalidSubscription> {
        if list.iter().any(|text| text.as_ref() == "*") {
            return if list.len() == 1 { Ok(Self::Everything) } else { Err(InvalidSubscription::Mixed) };
        }
        let mut kinds = Vec::new();
        for text in list {
            let kind = text.as_ref().parse::<EventType>().ok().filter(|kind| kind.is_listed());
            let kind = kind.ok_or_else(|| InvalidSubscription::Unknown(text.as_ref().to_owned()))?;
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if kinds.is_empty() { Err(InvalidSubscription::Empty) } else { Ok(Self::Only(kinds)) }
    }

    /// The list of the API.
    pub fn list(&self) -> Vec<&'static str> {
        match self {
            Self::Everything => vec!["*"],
            Self::Only(kinds) => kinds.iter().map(|kind| kind.as_str()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, mode: Mode) -> Result<EndpointUrl, InvalidEndpointUrl> {
        EndpointUrl::parse(text, mode, |address| address == IpAddr::from([10, 0, 0, 7]))
    }

    #[test]
    fn https_and_what_the_operator_answers_for_pass() {
        for (text, test, live) in [
            ("https://shop.example.com/hooks?shop=1", true, true),
            ("http://127.0.0.1:9000/hooks", true, false),
            ("http://[::1]:9000/hooks", true, false),
            ("http://localhost:9000/hooks", true, false),
            ("http://10.0.0.7/hooks", true, true),
            ("http://10.0.0.8/hooks", false, false),
            ("http://shop.example.com/hooks", false, false),
            ("ftp://shop.example.com/hooks", false, false),
            ("http://localhost.evil.example/", false, false),
        ] {
            assert_eq!(parse(text, Mode::Test).is_ok(), test, "{text} in test mode");
            assert_eq!(parse(text, Mode::Live).is_ok(), live, "{text} in live mode");
        }
    }

    #[test]
    fn what_needs_repair_or_tells_secrets_is_refused() {
        for text in [
            "",
            "shop.example.com",
            "https:/\\a.example",
            "https:a.example",
            "https:///a.example",
            " https://a.example",
            "https://a.example/\n",
        ] {
            assert_eq!(parse(text, Mode::Test), Err(InvalidEndpointUrl::Malformed), "{text}");
        }
        assert_eq!(parse("https://user:word@a.example/", Mode::Test), Err(InvalidEndpointUrl::Credentials));
        assert_eq!(parse("https://a.example/#x", Mode::Test), Err(InvalidEndpointUrl::Fragment));
        let long = format!("https://a.example/{}", "x".repeat(2_000));
        assert_eq!(parse(&long, Mode::Test), Err(InvalidEndpointUrl::TooLong));
    }

    #[test]
    fn an_address_that_nothing_is_sent_to_is_refused_at_once() {
        for (host, why) in [
            ("10.0.0.8", ForbiddenTarget::Private),
            ("0x0a000008", ForbiddenTarget::Private),
            ("169.254.169.254", ForbiddenTarget::Metadata),
            ("[::ffff:192.168.0.1]", ForbiddenTarget::Private),
            ("[ff02::1]", ForbiddenTarget::Multicast),
        ] {
            for mode in [Mode::Test, Mode::Live] {
                let refused = parse(&format!("https://{host}/hooks"), mode);
                assert_eq!(refused, Err(InvalidEndpointUrl::Forbidden(why)), "{host}");
            }
        }
        for host in ["10.0.0.7", "[::ffff:10.0.0.7]", "[64:ff9b::a00:7]", "1.1.1.1", "[2606:4700:4700::1111]"]
        {
            assert!(parse(&format!("https://{host}/hooks"), Mode::Live).is_ok(), "{host}");
        }
        for own in ["https://127.0.0.1/hooks", "http://127.0.0.1/hooks", "https://[::ffff:127.0.0.1]/hooks"] {
            let refused = Err(InvalidEndpointUrl::Forbidden(ForbiddenTarget::Loopback));
            assert_eq!(parse(own, Mode::Live), refused, "{own}");
            assert!(parse(own, Mode::Test).is_ok(), "{own}");
        }
    }

    #[test]
    fn a_subscription_is_everything_or_types_that_exist() {
        assert_eq!(Subscription::parse(&["*"]), Ok(Subscription::Everything));
        let two = Subscription::parse(&["usage.failed", "payment_link.used", "usage.failed"]).unwrap();
        assert_eq!(two.list(), ["usage.failed", "payment_link.used"]);
        assert_eq!(Subscription::parse::<&str>(&[]), Err(InvalidSubscription::Empty));
        assert_eq!(Subscription::parse(&["*", "usage.failed"]), Err(InvalidSubscription::Mixed));
        for unknown in ["usage", "usage.*", "webhook_endpoint.test"] {
            assert_eq!(
                Subscription::parse(&[unknown]),
                Err(InvalidSubscription::Unknown(unknown.to_owned()))
            );
        }
    }

    #[test]
    fn each_word_is_read_back() {
        for status in EndpointStatus::ALL {
            assert_eq!(status.as_str().parse::<EndpointStatus>().unwrap(), status);
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        for reason in DisabledReason::ALL {
            assert_eq!(reason.as_str().parse(), Ok(reason));
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
    }
}
