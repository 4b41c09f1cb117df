//! Whole ways of webhooks: a merchant with endpoints, a receiver that behaves as told, a clock that is moved.

mod hands;
mod order;
mod outcomes;
mod pausing;
mod sequence;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use axum::{Router, body::Bytes, extract::State, response::IntoResponse};
use domain::{
    Mode,
    access::Actor,
    id::EndpointId,
    webhook::{DeliveryStatus, Subscription},
};
use reqwest::{
    StatusCode,
    header::{HeaderMap, RETRY_AFTER},
};
use serde_json::Value;
use tokio::{net::TcpListener, sync::watch};

use super::{Attempted, DeliveryFilter, NewEndpoint, Revealed};
use crate::{
    Engine,
    links::{Link, LinkEdit},
    page::PageRequest,
    testing::{World, new_link},
};

/// A merchant's server.
pub(super) struct Receiver {
    pub url: String,
    inner: Arc<Inner>,
}

struct Inner {
    /// What to answer next; 200 when there is nothing.
    answers: Mutex<VecDeque<(u16, Option<&'static str>)>>,
    heard: Mutex<Vec<(HeaderMap, Bytes)>>,
    /// While it is shut, nobody is answered.
    is_open: watch::Sender<bool>,
}

impl Receiver {
    pub async fn open() -> Self {
        let (answers, heard, is_open) = (Mutex::default(), Mutex::default(), watch::Sender::new(true));
        let inner = Arc::new(Inner { answers, heard, is_open });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let router = Router::new().fallback(hear).with_state(Arc::clone(&inner));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, inner }
    }

    /// Nobody is answered until it is open again.
    pub fn shut(&self, is_shut: bool) {
        self.inner.is_open.send_replace(!is_shut);
    }

    pub fn answer(&self, statuses: impl IntoIterator<Item = u16>) {
        self.inner.answers.lock().unwrap().extend(statuses.into_iter().map(|status| (status, None)));
    }

    pub fn answer_later(&self, status: u16, retry_after: &'static str) {
        self.inner.answers.lock().unwrap().push_back((status, Some(retry_after)));
    }

    pub fn requests(&self) -> Vec<(HeaderMap, Bytes)> {
        self.inner.heard.lock().unwrap().clone()
    }

    /// What has come, in the order it came.
    pub fn events(&self) -> Vec<Value> {
        self.requests().iter().map(|(_, body)| serde_json::from_slice(body).unwrap()).collect()
    }

    /// Their types.
    pub fn types(&self) -> Vec<String> {
        self.events().iter().map(|event| event["type"].as_str().unwrap().to_owned()).collect()
    }

    /// Waits until so many requests have come.
    pub async fn has_heard(&self, count: usize) {
        let waiting = async {
            while self.requests().len() < count {
                tokio::task::yield_now().await;
            }
        };
        let waited = tokio::time::timeout(std::time::Duration::from_secs(20), waiting).await;
        assert!(waited.is_ok(), "{} requests came, not {count}", self.requests().len());
    }
}

async fn hear(State(inner): State<Arc<Inner>>, headers: HeaderMap, body: Bytes) -> impl IntoResponse {
    inner.heard.lock().unwrap().push((headers, body));
    let _ = inner.is_open.subscribe().wait_for(|is_open| *is_open).await;
    let (status, retry_after) = inner.answers.lock().unwrap().pop_front().unwrap_or((200, None));
    let mut answer = HeaderMap::new();
    if let Some(text) = retry_after {
        answer.insert(RETRY_AFTER, text.parse().unwrap());
    }
    (StatusCode::from_u16(status).unwrap(), answer, "thank you")
}

/// An endpoint at this address.
pub(super) async fn endpoint(engine: &Engine, actor: &Actor, url: &str, events: &[&str]) -> Revealed {
    let new = NewEndpoint {
        url: engine.parse_endpoint_url(url, actor.mode).unwrap(),
        events: Subscription::parse(events).unwrap(),
        description: None,
    };
    engine.create_endpoint(actor, new).await.unwrap()
}

/// Something happens: `payment_link.created`.
pub(super) async fn link(world: &World) -> Link {
    world.engine.create_link(&world.actor, new_link(1)).await.unwrap()
}

/// Something more happens to it: `payment_link.updated`.
pub(super) async fn rename(world: &World, link: &Link, name: &str) {
    let edit = LinkEdit {
        name: Some(Some(name.parse().unwrap())),
        title: None,
        description: None,
        redirect_url: None,
        cancel_url: None,
        metadata: None,
        status: None,
    };
    world.engine.edit_link(&world.actor, link.id, edit).await.unwrap();
}

/// Gives places and sends what is due, until nothing is.
pub(super) async fn send_all(engine: &Engine) {
    while engine.dispatch_events().await.unwrap() > 0 {}
    while engine.deliver_webhooks().await.unwrap() > 0 {}
}

/// The deliveries to an endpoint, oldest first.
pub(super) async fn deliveries(world: &World, endpoint: EndpointId) -> Vec<Attempted> {
    let filter = DeliveryFilter { endpoint: Some(endpoint), ..DeliveryFilter::default() };
    let page = PageRequest::try_new(100, None).unwrap();
    let mut items = world.engine.list_deliveries(&world.actor, &filter, &page).await.unwrap().items;
    items.sort_by_key(|attempted| attempted.delivery.id);
    items
}

pub(super) async fn statuses(world: &World, endpoint: EndpointId) -> Vec<DeliveryStatus> {
    deliveries(world, endpoint).await.into_iter().map(|attempted| attempted.delivery.status).collect()
}

/// Another actor of the account, in live mode.
pub(super) fn live(actor: &Actor) -> Actor {
    Actor { mode: Mode::Live, ..actor.clone() }
}
