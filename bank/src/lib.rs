//! The sandbox bank: an independent service that speaks the UK Open Banking read-write API 4.0.
//!
//! It stands in for the banks of test mode. Run it alone (`bank --addr …`) or mount
//! [`Bank::router`] in another server. The protocol is written down in `README.md`.
//!
//! Cast: [`Settings`] say where it stands and who may call, `oauth` lets clients and customers in,
//! `wire` guards the resource API, `consents` and `payments` are its two resources, `accounts` are the
//! scenarios, `ledger` keeps the money whole, `pages` face the customer, `control` and `faults` serve tests.

mod accounts;
mod brands;
mod consents;
mod control;
mod error;
mod faults;
mod keys;
mod ledger;
mod money;
mod oauth;
mod pages;
mod payments;
mod settings;
mod store;
mod wire;

use std::{collections::HashMap, sync::Arc, time::Duration};

use anyhow::Context;
use axum::{
    Router, middleware,
    routing::{get, post},
};
use url::Url;

use crate::{
    brands::Brand,
    faults::Faults,
    keys::{KeySet, SigningKey},
    store::Store,
};
pub use settings::{Client, Clock, Database, Settings, system_clock};

/// An open bank: its books, its keys and its rules. Cheap to clone.
#[derive(Clone)]
pub struct Bank(Arc<Inner>);

struct Inner {
    settings: Settings,
    store: Store,
    key: SigningKey,
    clients: HashMap<String, RegisteredClient>,
    faults: Faults,
}

/// A client with its keys read.
pub(crate) struct RegisteredClient {
    pub(crate) client: Client,
    pub(crate) keys: KeySet,
}

impl RegisteredClient {
    /// The `iss` of this client's message signatures.
    pub(crate) fn signature_issuer(&self) -> String {
        format!("{}/{}", self.client.organisation_id, self.client.software_id)
    }
}

impl Bank {
    /// Opens the books, makes the signing key on the first opening, and reads the clients' keys.
    pub async fn open(settings: Settings) -> anyhow::Result<Self> {
        let store = Store::open(&settings.database).await?;
        let key = store.signing_key().await?;
        let mut clients = HashMap::new();
        for client in &settings.clients {
            let keys = KeySet::parse(&client.jwks).with_context(|| format!("client {}", client.client_id))?;
            clients.insert(client.client_id.clone(), RegisteredClient { client: client.clone(), keys });
        }
        Ok(Self(Arc::new(Inner { settings, store, key, clients, faults: Faults::default() })))
    }

    /// Everything the bank answers, relative to where it is mounted: nest it where
    /// [`Settings::internal_url`] and [`Settings::public_url`] point.
    pub fn router(&self) -> Router {
        let mut router = oauth_routes().merge(self.resource_routes());
        if self.settings().control {
            router = router.layer(middleware::from_fn_with_state(self.clone(), faults::inject));
            router = router.merge(control::routes());
        }
        router.route("/participants", get(brands::participants)).with_state(self.clone())
    }

    fn resource_routes(&self) -> Router<Self> {
        let pisp = |path: &str| format!("/{{brand}}/open-banking/v4.0/pisp{path}");
        Router::new()
            .route(&pisp("/domestic-payment-consents"), post(consents::create))
            .route(&pisp("/domestic-payment-consents/{id}"), get(consents::read))
            .route(&pisp("/domestic-payment-consents/{id}/funds-confirmation"), get(consents::funds))
            .route(&pisp("/domestic-payments"), post(payments::create))
            .route(&pisp("/domestic-payments/{id}"), get(payments::read))
            .route(&pisp("/domestic-payments/{id}/payment-details"), get(payments::details))
            .layer(middleware::from_fn_with_state(self.clone(), wire::envelope))
    }

    fn settings(&self) -> &Settings {
        &self.0.settings
    }

    fn store(&self) -> &Store {
        &self.0.store
    }

    fn key(&self) -> &SigningKey {
        &self.0.key
    }

    fn faults(&self) -> &Faults {
        &self.0.faults
    }

    fn client(&self, client_id: &str) -> Option<&RegisteredClient> {
        self.0.clients.get(client_id)
    }

    /// Milliseconds since 1970 by the bank's clock.
    fn now(&self) -> i64 {
        (self.settings().clock)()
    }

    /// The moment that long from now.
    fn after(&self, duration: Duration) -> i64 {
        self.now().saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX))
    }

    fn issuer(&self, brand: Brand) -> String {
        below(&self.settings().internal_url, brand.id())
    }

    fn authorization_endpoint(&self, brand: Brand) -> String {
        below(&self.settings().public_url, &format!("{brand}/authorize"))
    }

    /// The base of a brand's payment API.
    fn resources(&self, brand: Brand) -> String {
        format!("{}/open-banking/v4.0/pisp", self.issuer(brand))
    }
}

fn oauth_routes() -> Router<Bank> {
    Router::new()
        .route("/{brand}/.well-known/openid-configuration", get(oauth::discovery))
        .route("/{brand}/jwks", get(oauth::jwks))
        .route("/{brand}/token", post(oauth::issue))
        .route("/{brand}/par", post(oauth::push))
        .route("/{brand}/authorize", get(oauth::ask).post(oauth::answer))
}

fn below(base: &Url, path: &str) -> String {
    format!("{}/{path}", base.as_str().trim_end_matches('/'))
}
