//! The banks, and what each of them publishes: endpoints and keys. All of it is fetched when first needed
//! and kept for a while.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use secrecy::SecretString;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use url::Url;

use super::{Participant, Participants, Us, cached::Cached, http, key::KeySet, types::lenient};
use crate::rails::RailError;

const LIST_LIFE: Duration = Duration::from_mins(5);
const ENDPOINTS_LIFE: Duration = Duration::from_hours(1);
const KEYS_LIFE: Duration = Duration::from_hours(1);

/// The list of banks, and one [`Peer`] for each issuer we have talked to.
#[derive(Default)]
pub(super) struct Directory {
    list: Cached<Vec<Participant>>,
    peers: Mutex<HashMap<String, Arc<Peer>>>,
}

/// A bank as we know it.
pub(super) struct Peer {
    pub(super) participant: Participant,
    pub(super) token: Cached<SecretString>,
    endpoints: Cached<Endpoints>,
    keys: Cached<KeySet>,
}

/// A bank's discovery document.
#[derive(Debug, Deserialize)]
pub(super) struct Endpoints {
    pub(super) issuer: String,
    jwks_uri: Url,
    pub(super) token_endpoint: Url,
    pub(super) pushed_authorization_request_endpoint: Url,
    pub(super) authorization_endpoint: Url,
    /// The issuer of the bank's message signatures. An extension of the sandbox: elsewhere the directory
    /// says it.
    #[serde(default, deserialize_with = "lenient")]
    pub(super) organisation_id: Option<String>,
    /// An extension of the sandbox: elsewhere the place under the issuer is fixed.
    #[serde(default, rename = "resource_endpoints", deserialize_with = "lenient")]
    resources: Resources,
}

#[derive(Debug, Default, Deserialize)]
struct Resources {
    pisp: Option<Url>,
}

impl Endpoints {
    /// The URL of a resource of the payment API.
    pub(super) fn resource(&self, path: &[&str]) -> Result<Url, RailError> {
        let base = self.resources.pisp.clone();
        let base = match base {
            Some(base) => Ok(base),
            None => Url::parse(&format!("{}/open-banking/v4.0/pisp", self.issuer)),
        };
        let mut url = base.map_err(|_| nowhere())?;
        url.path_segments_mut().map_err(|()| nowhere())?.pop_if_empty().extend(path);
        Ok(url)
    }
}

fn nowhere() -> RailError {
    RailError::Unknown("the bank's payment API has no usable address".to_owned())
}

impl Directory {
    /// The banks; an old list is better than none.
    pub(super) async fn list(&self, us: &Us) -> Result<Arc<Vec<Participant>>, RailError> {
        let fetch = async {
            let list = match &us.config.participants {
                Participants::Listed(list) => list.clone(),
                Participants::At(url) => readable(fetch::<Vec<Value>>(us, url.clone()).await?),
            };
            Ok((list, LIST_LIFE))
        };
        self.list.get_or_stale(us.make.now(), fetch).await
    }

    /// The bank with this id.
    pub(super) async fn peer(&self, us: &Us, bank: &str) -> Result<Arc<Peer>, RailError> {
        let list = self.list(us).await?;
        let participant = list.iter().find(|one| one.bank.id == bank).ok_or(RailError::NoSuchBank)?;
        let mut peers = self.peers.lock().unwrap_or_else(PoisonError::into_inner);
        let peer =
            peers.entry(participant.issuer.clone()).or_insert_with(|| Arc::new(Peer::new(participant)));
        Ok(Arc::clone(peer))
    }
}

/// The entries we understand: one odd bank does not hide the others.
fn readable(list: Vec<Value>) -> Vec<Participant> {
    let read = |entry: Value| match serde_json::from_value::<Participant>(entry) {
        Ok(participant) => Some(participant),
        Err(error) => {
            tracing::warn!(%error, "a participant is unreadable");
            None
        }
    };
    list.into_iter().filter_map(read).collect()
}

impl Peer {
    fn new(participant: &Participant) -> Self {
        Self {
            participant: participant.clone(),
            token: Cached::default(),
            endpoints: Cached::default(),
            keys: Cached::default(),
        }
    }

    /// Where everything is. Old endpoints are better than none.
    pub(super) async fn endpoints(&self, us: &Us) -> Result<Arc<Endpoints>, RailError> {
        let fetch = async {
            let issuer = &self.participant.issuer;
            let address = Url::parse(&format!("{issuer}/.well-known/openid-configuration"));
            let endpoints: Endpoints = fetch(us, address.map_err(|_| nowhere())?).await?;
            if endpoints.issuer == *issuer {
                Ok((endpoints, ENDPOINTS_LIFE))
            } else {
                Err(RailError::Unknown("the discovery document is another issuer's".to_owned()))
            }
        };
        self.endpoints.get_or_stale(us.make.now(), fetch).await
    }

    /// The keys the bank signs with. Not used beyond their time: a key may have been withdrawn.
    pub(super) async fn keys(&self, us: &Us, endpoints: &Endpoints) -> Result<Arc<KeySet>, RailError> {
        self.keys.get(us.make.now(), fetch_keys(us, endpoints)).await
    }

    /// The keys the bank signs with now, when the given ones do not have a key that it names.
    pub(super) async fn newer_keys(
        &self,
        than: &Arc<KeySet>,
        us: &Us,
        endpoints: &Endpoints,
    ) -> Result<Arc<KeySet>, RailError> {
        self.keys.newer(than, us.make.now(), fetch_keys(us, endpoints)).await
    }

    #[cfg(test)]
    pub(super) async fn keep_keys(&self, keys: KeySet, now: domain::Timestamp) {
        let kept = self.keys.get(now, async { Ok((keys, KEYS_LIFE)) }).await;
        assert!(kept.is_ok());
    }
}

async fn fetch_keys(us: &Us, endpoints: &Endpoints) -> Result<(KeySet, Duration), RailError> {
    let jwks: Value = fetch(us, endpoints.jwks_uri.clone()).await?;
    Ok((KeySet::read(&jwks), KEYS_LIFE))
}

async fn fetch<T: DeserializeOwned>(us: &Us, url: Url) -> Result<T, RailError> {
    let reply = http::send(us.http.get(url)).await?;
    // What is published is there or not: a refusal says nothing about a payment.
    reply.read().map_err(|error| RailError::Unknown(error.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn endpoints(resources: Value) -> Endpoints {
        let document = json!({
            "issuer": "https://bank.example/a", "jwks_uri": "https://bank.example/j",
            "token_endpoint": "https://bank.example/t", "authorization_endpoint": "https://bank.example/z",
            "pushed_authorization_request_endpoint": "https://bank.example/p", "resource_endpoints": resources,
        });
        serde_json::from_value(document).unwrap()
    }

    #[test]
    fn the_payment_api_is_where_the_bank_says_or_where_the_standard_says() {
        let path = |resources| endpoints(resources).resource(&["domestic-payments", "a/../b?"]).unwrap();
        let standard = "https://bank.example/a/open-banking/v4.0/pisp/domestic-payments/a%2F..%2Fb%3F";
        assert_eq!(path(json!(null)).as_str(), standard);
        assert_eq!(path(json!({ "pisp": 7 })).as_str(), standard);
        let said = path(json!({ "pisp": "https://api.bank.example/pisp/" }));
        assert_eq!(said.as_str(), "https://api.bank.example/pisp/domestic-payments/a%2F..%2Fb%3F");
    }

    #[test]
    fn an_odd_participant_does_not_hide_the_others() {
        let good = json!({
            "id": "dune", "names": { "en": "Dune", "ar": "Dune", "fr": "Dune" }, "mark": "D", "colour": "#000",
            "issuer": "https://bank.example/dune", "countries": ["AE"], "currencies": ["*"],
        });
        let list = readable(vec![json!({ "id": "odd" }), good, json!(7)]);
        assert_eq!(list.iter().map(|one| one.bank.id.as_str()).collect::<Vec<_>>(), ["dune"]);
    }
}
