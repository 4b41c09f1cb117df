//! Webhook targets: which URLs and addresses a server may send to when a merchant names them.
//!
//! A server stands where its merchants do not: beside databases, admin pages and the metadata of a cloud. So
//! only addresses of the public internet are targets, by IANA's registries of special-purpose addresses (RFC
//! 6890), and an address that carries another inside is judged by the one inside. An operator may allow more;
//! that is the engine's to know.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Why nothing is sent there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForbiddenTarget {
    #[error("only http and https URLs are sent to")]
    Scheme,
    #[error("the URL has no host")]
    NoHost,
    #[error("the URL has a user name or password in it")]
    Credentials,
    #[error("the address stands for no computer at all")]
    Unspecified,
    #[error("the address is this computer's own")]
    Loopback,
    #[error("the address is in a private network")]
    Private,
    #[error("the address is shared by the customers of a network provider")]
    Shared,
    #[error("the address is only known on its own link")]
    LinkLocal,
    #[error("the address serves the metadata of a cloud")]
    Metadata,
    #[error("the address is kept for documentation or measurements")]
    Documentation,
    #[error("the address stands for many computers")]
    Multicast,
    #[error("the address leads through a tunnel")]
    Tunnel,
    #[error("the address is reserved")]
    Reserved,
}

/// Where a URL leads, unless its form alone forbids to send there. The host is parsed as browsers do, so
/// `2130706433`, `0177.1` and `0x7f.1` are the address they stand for.
pub fn host_of(url: &Url) -> Result<Host<&str>, ForbiddenTarget> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(ForbiddenTarget::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ForbiddenTarget::Credentials);
    }
    url.host().ok_or(ForbiddenTarget::NoHost)
}

/// Refuses every address that is not one of the public internet.
pub fn judge(address: IpAddr) -> Result<(), ForbiddenTarget> {
    match address {
        IpAddr::V4(address) => judge_v4(address),
        IpAddr::V6(address) => embedded(address).map_or_else(|| judge_v6(address), judge_v4),
    }
}

/// The IPv4 address that is meant by an IPv6 one: mapped (`::ffff:0:0/96`), or behind a translator with the
/// well-known prefix (`64:ff9b::/96`).
pub fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
        }
        _ => None,
    }
}

/// The addresses that are meant by one: itself, and the one that it carries.
pub fn meant(address: IpAddr) -> impl Iterator<Item = IpAddr> {
    let inner = match address {
        IpAddr::V4(_) => None,
        IpAddr::V6(address) => embedded(address).map(IpAddr::V4),
    };
    std::iter::once(address).chain(inner)
}

fn judge_v4(address: Ipv4Addr) -> Result<(), ForbiddenTarget> {
    let refusal = match address.octets() {
        [0, ..] => ForbiddenTarget::Unspecified,
        [127, ..] => ForbiddenTarget::Loopback,
        // Amazon, Google, Azure and most others; then Alibaba, Oracle, and Azure's way to a machine's agent.
        [169, 254, 169, 254] | [100, 100, 100, 200] | [192, 0, 0, 192] | [168, 63, 129, 16] => {
            ForbiddenTarget::Metadata
        }
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => ForbiddenTarget::Private,
        [100, 64..=127, ..] => ForbiddenTarget::Shared,
        [169, 254, ..] => ForbiddenTarget::LinkLocal,
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] | [198, 18 | 19, ..] => {
            ForbiddenTarget::Documentation
        }
        [192, 88, 99, _] => ForbiddenTarget::Tunnel,
        [224..=239, ..] => ForbiddenTarget::Multicast,
        [192, 0, 0, _] | [240..=255, ..] => ForbiddenTarget::Reserved,
        _ => return Ok(()),
    };
    Err(refusal)
}

/// Only `2000::/3` is given out to the public internet; of that, what has another purpose is refused too.
fn judge_v6(address: Ipv6Addr) -> Result<(), ForbiddenTarget> {
    let refusal = match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => ForbiddenTarget::Unspecified,
        [0, 0, 0, 0, 0, 0, 0, 1] => ForbiddenTarget::Loopback,
        [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] => ForbiddenTarget::Metadata,
        // Unique local, and its forerunner, site-local.
        [0xfc00..=0xfdff | 0xfec0..=0xfeff, ..] => ForbiddenTarget::Private,
        [0xfe80..=0xfebf, ..] => ForbiddenTarget::LinkLocal,
        [0xff00..=0xffff, ..] => ForbiddenTarget::Multicast,
        // A translator of somebody's own: what is inside, and where, only its network knows.
        [0x64, 0xff9b, 1, ..] => ForbiddenTarget::Tunnel,
        // 6to4, Teredo.
        [0x2002, ..] | [0x2001, 0, ..] => ForbiddenTarget::Tunnel,
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0x0fff, ..] | [0x2001, 2, 0, ..] => ForbiddenTarget::Documentation,
        // The rest of what IETF keeps for protocols.
        [0x2001, 0..=0x01ff, ..] => ForbiddenTarget::Reserved,
        // A tunnel within a site (ISATAP) carries an IPv4 address behind these.
        [.., 0 | 0x0200, 0x5efe, _, _] => ForbiddenTarget::Tunnel,
        [0x2000..=0x3fff, ..] => return Ok(()),
        _ => ForbiddenTarget::Reserved,
    };
    Err(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(text: &str) -> Result<(), ForbiddenTarget> {
        judge(text.parse().unwrap())
    }

    /// First and last address of every range, with the public neighbours where there are any.
    #[test]
    fn every_range_ends_where_it_should() {
        use ForbiddenTarget::*;
        for (first, last, before, after, refusal) in [
            ("0.0.0.0", "0.255.255.255", None, Some("1.0.0.0"), Unspecified),
            ("10.0.0.0", "10.255.255.255", Some("9.255.255.255"), Some("11.0.0.0"), Private),
            ("100.64.0.0", "100.127.255.255", Some("100.63.255.255"), Some("100.128.0.0"), Shared),
            ("127.0.0.0", "127.255.255.255", Some("126.255.255.255"), Some("128.0.0.0"), Loopback),
            ("168.63.129.16", "168.63.129.16", Some("168.63.129.15"), Some("168.63.129.17"), Metadata),
            ("169.254.0.0", "169.254.255.255", Some("169.253.255.255"), Some("169.255.0.0"), LinkLocal),
            ("172.16.0.0", "172.31.255.255", Some("172.15.255.255"), Some("172.32.0.0"), Private),
            ("192.0.0.0", "192.0.0.255", Some("191.255.255.255"), Some("192.0.1.0"), Reserved),
            ("192.0.2.0", "192.0.2.255", Some("192.0.1.255"), Some("192.0.3.0"), Documentation),
            ("192.88.99.0", "192.88.99.255", Some("192.88.98.255"), Some("192.88.100.0"), Tunnel),
            ("192.168.0.0", "192.168.255.255", Some("192.167.255.255"), Some("192.169.0.0"), Private),
            ("198.18.0.0", "198.19.255.255", Some("198.17.255.255"), Some("198.20.0.0"), Documentation),
            ("198.51.100.0", "198.51.100.255", Some("198.51.99.255"), Some("198.51.101.0"), Documentation),
            ("203.0.113.0", "203.0.113.255", Some("203.0.112.255"), Some("203.0.114.0"), Documentation),
            ("224.0.0.0", "239.255.255.255", Some("223.255.255.255"), None, Multicast),
            ("240.0.0.0", "255.255.255.255", None, None, Reserved),
            ("::", "::", None, None, Unspecified),
            ("::1", "::1", None, None, Loopback),
            ("::2", "::fffe:ffff:ffff", None, None, Reserved),
            ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", None, None, Tunnel),
            ("100::", "1fff:ffff::", None, Some("2000::"), Reserved),
            ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", Some("2000:ffff::"), None, Tunnel),
            ("2001:1::", "2001:1ff:ffff::", None, Some("2001:200::"), Reserved),
            ("2001:2::", "2001:2:0:ffff::", None, None, Documentation),
            ("2001:db8::", "2001:db8:ffff::", Some("2001:db7::"), Some("2001:db9::"), Documentation),
            ("2002::", "2002:ffff::", Some("2001:ffff::"), Some("2003::"), Tunnel),
            ("3fff::", "3fff:fff:ffff::", Some("3ffe:ffff::"), Some("3fff:1000::"), Documentation),
            ("4000::", "fbff:ffff::", None, None, Reserved),
            ("fc00::", "fdff:ffff::", None, None, Private),
            ("fe80::", "febf:ffff::", None, None, LinkLocal),
            ("fec0::", "feff:ffff::", None, None, Private),
            ("ff00::", "ffff:ffff::", None, None, Multicast),
        ] {
            assert_eq!(judged(first), Err(refusal), "{first}");
            assert_eq!(judged(last), Err(refusal), "{last}");
            for public in [before, after].into_iter().flatten() {
                assert_eq!(judged(public), Ok(()), "{public}");
            }
        }
    }

    #[test]
    fn metadata_is_called_by_its_name() {
        let everywhere =
            ["169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254"];
        for text in everywhere {
            assert_eq!(judged(text), Err(ForbiddenTarget::Metadata), "{text}");
        }
    }

    #[test]
    fn an_address_inside_another_is_the_one_that_counts() {
        for prefix in ["::ffff:", "64:ff9b::"] {
            assert_eq!(judged(&format!("{prefix}127.0.0.1")), Err(ForbiddenTarget::Loopback));
            assert_eq!(judged(&format!("{prefix}169.254.169.254")), Err(ForbiddenTarget::Metadata));
            assert_eq!(judged(&format!("{prefix}9.9.9.9")), Ok(()));
        }
        assert_eq!(judged("::127.0.0.1"), Err(ForbiddenTarget::Reserved));
        assert_eq!(judged("::ffff:0:127.0.0.1"), Err(ForbiddenTarget::Reserved));
        assert_eq!(judged("2607:f8b0::5efe:10.0.0.1"), Err(ForbiddenTarget::Tunnel));
    }

    #[test]
    fn addresses_of_well_known_services_pass() {
        for text in
            ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"]
        {
            assert_eq!(judged(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_url_is_refused_for_its_form() {
        let host = |text: &str| host_of(&Url::parse(text).unwrap()).map(|host| host.to_string());
        assert_eq!(host("https://hooks.example.com/remit"), Ok("hooks.example.com".to_owned()));
        for text in ["http://2130706433/", "http://0177.1/", "http://0x7f.0.0.1/", "http://127.1./"] {
            assert_eq!(host(text), Ok("127.0.0.1".to_owned()), "{text}");
        }
        assert_eq!(host("ftp://hooks.example.com/"), Err(ForbiddenTarget::Scheme));
        assert_eq!(host("file:///etc/passwd"), Err(ForbiddenTarget::Scheme));
        assert_eq!(host("https://me@hooks.example.com/"), Err(ForbiddenTarget::Credentials));
        assert_eq!(host("https://:pw@hooks.example.com/"), Err(ForbiddenTarget::Credentials));
    }

    proptest! {
        /// The standard library knows fewer ranges; what it calls by name must never pass here.
        #[test]
        fn nothing_that_the_standard_library_knows_passes(bits in any::<u32>()) {
            let address = Ipv4Addr::from(bits);
            let known = address.is_private() || address.is_loopback() || address.is_link_local()
                || address.is_multicast() || address.is_broadcast() || address.is_documentation()
                || address.is_unspecified();
            prop_assert!(!known || judge(address.into()).is_err());
            prop_assert_eq!(judge(address.to_ipv6_mapped().into()), judge(address.into()));
        }
    }
}
