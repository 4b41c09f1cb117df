//! The guard: judges a URL before anything happens, and every address before it is connected to.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use domain::webhook::target::{self, ForbiddenTarget};
use ipnet::IpNet;
use reqwest::dns::{self, Name, Resolving};
use url::{Host, Url};

use super::Resolve;

/// What an operator allows on top of the public internet.
#[derive(Clone)]
pub(super) struct Guard {
    allow: Arc<[IpNet]>,
}

/// What ended a request before it began; found again among the causes of the client's error.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stopped {
    #[error(transparent)]
    Forbidden(#[from] ForbiddenTarget),
    #[error("the name has no address")]
    Unresolved,
}

impl Guard {
    pub(super) fn new(allow: Vec<IpNet>) -> Self {
        Self { allow: allow.into() }
    }

    /// Judges the form of a URL, and its address if it names one: those are never resolved.
    pub(super) fn check(&self, url: &Url) -> Result<(), ForbiddenTarget> {
        match target::host_of(url)? {
            Host::Domain(_) => Ok(()),
            Host::Ipv4(address) => self.judge(address.into()),
            Host::Ipv6(address) => self.judge(address.into()),
        }
    }

    fn judge(&self, address: IpAddr) -> Result<(), ForbiddenTarget> {
        let is_allowed = |address: IpAddr| self.allow.iter().any(|range| range.contains(&address));
        if target::meant(address).any(is_allowed) { Ok(()) } else { target::judge(address) }
    }
}

/// The only way by which the client learns an address. One forbidden address refuses the name: who answers
/// with both hopes that the other one is taken.
pub(super) struct GuardedResolver {
    guard: Guard,
    resolver: Arc<dyn Resolve>,
}

impl GuardedResolver {
    pub(super) fn new(guard: Guard, resolver: Arc<dyn Resolve>) -> Self {
        Self { guard, resolver }
    }
}

impl dns::Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, resolver) = (self.guard.clone(), self.resolver.clone());
        Box::pin(async move {
            let addresses = resolver.resolve(name.as_str()).await.map_err(|_| Stopped::Unresolved)?;
            if addresses.is_empty() {
                return Err(Stopped::Unresolved.into());
            }
            for address in &addresses {
                guard.judge(*address).map_err(Stopped::from)?;
            }
            // The client takes port 0 for the one in the URL.
            let addresses = addresses.into_iter().map(|address| SocketAddr::new(address, 0));
            Ok(Box::new(addresses) as dns::Addrs)
        })
    }
}
