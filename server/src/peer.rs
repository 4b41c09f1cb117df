//! From which address a request comes, also through proxies.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::extract::FromRequestParts;
use http::{Extensions, HeaderMap, request::Parts};
use ipnet::IpNet;

use crate::Remit;

/// The address at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// The address of the client: the peer's, or behind trusted proxies the last of `X-Forwarded-For` that none of them
/// wrote for another. What stands further left, anybody may have sent.
pub(crate) fn client(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpNet]) -> Option<IpAddr> {
    let Peer(mut client) = extensions.get().copied()?;
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let forwarded: Vec<_> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
    for address in forwarded.into_iter().rev() {
        if !is_trusted(client, trusted) {
            break;
        }
        let Some(before) = written(address) else { break };
        client = before;
    }
    Some(client)
}

/// The client's address in a handler; `None` where the server was not told.
pub(crate) struct Client(pub Option<IpAddr>);

impl FromRequestParts<Remit> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, remit: &Remit) -> Result<Self, Infallible> {
        Ok(Self(client(&parts.extensions, &parts.headers, &remit.trusted_proxies)))
    }
}

/// An address as proxies write it, some with the port.
fn written(text: &str) -> Option<IpAddr> {
    let bare = text.trim_matches(['[', ']']).parse();
    bare.or_else(|_| text.parse().map(|socket: SocketAddr| socket.ip())).ok()
}

fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|range| range.contains(&address.to_canonical()))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn client_of(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(Peer(peer.parse().unwrap()));
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_str(value).unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|range| range.parse().unwrap()).collect();
        client(&extensions, &headers, &trusted).unwrap().to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(client_of("198.51.100.1", &["192.0.2.1"], &[]), "198.51.100.1");
        assert_eq!(client_of("198.51.100.1", &["192.0.2.1"], &["10.0.0.0/8"]), "198.51.100.1");
        assert_eq!(client_of("10.0.0.1", &["192.0.2.1"], &["10.0.0.0/8"]), "192.0.2.1");
        assert_eq!(client_of("::ffff:10.0.0.1", &["192.0.2.1"], &["10.0.0.0/8"]), "192.0.2.1");
    }

    #[test]
    fn what_a_client_claims_beyond_the_proxies_counts_for_nothing() {
        let trusted = ["10.0.0.0/8"];
        assert_eq!(client_of("10.0.0.1", &["203.0.113.9, 192.0.2.1"], &trusted), "192.0.2.1");
        assert_eq!(client_of("10.0.0.1", &["203.0.113.9", "192.0.2.1, 10.0.0.2"], &trusted), "192.0.2.1");
        assert_eq!(client_of("10.0.0.1", &["192.0.2.1:51234"], &trusted), "192.0.2.1");
        assert_eq!(client_of("10.0.0.1", &["[2001:db8::1]:443"], &trusted), "2001:db8::1");
        assert_eq!(client_of("10.0.0.1", &["[2001:db8::1]"], &trusted), "2001:db8::1");
        assert_eq!(client_of("10.0.0.1", &["nonsense"], &trusted), "10.0.0.1");
        assert_eq!(client_of("10.0.0.1", &[], &trusted), "10.0.0.1");
    }
}
