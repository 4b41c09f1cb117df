//! The sandbox bank in the test process, and a customer with a browser.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use axum::Router;
use domain::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

use super::{Config, OpenBanking, Participants, SigningKey, Timeouts};
use crate::{
    clock::{Clock, Maker, SystemRng},
    rails::{
        contract::{Account, Driver, Trouble},
        scripted::Call,
    },
};

const CALLBACK: &str = "https://pay.example.com/callbacks/bank";

/// A time that bank and client share, moved by the test.
#[derive(Clone)]
struct SharedClock(Arc<AtomicI64>);

impl Clock for SharedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// A bank that listens on a loopback port, and a customer with a browser.
pub(crate) struct Sandbox {
    base: Url,
    clock: SharedClock,
    pub(super) browser: reqwest::Client,
}

impl Sandbox {
    pub(crate) async fn start() -> Self {
        // Another test may have installed it before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let base = Url::parse(&format!("http://{address}/sandbox-bank/")).unwrap();
        let clock = SharedClock(Arc::new(AtomicI64::new(1_750_000_000_000)));
        let bank_clock = clock.clone();
        let client = bank::Client {
            client_id: "remit".to_owned(),
            organisation_id: "remit-org".to_owned(),
            software_id: "remit-app".to_owned(),
            jwks: SigningKey::for_tests().jwks(),
            redirect_uris: vec![Url::parse(CALLBACK).unwrap()],
        };
        let bank = bank::Bank::open(bank::Settings {
            clients: vec![client],
            control: true,
            clock: Arc::new(move || bank_clock.now().millis()),
            ..bank::Settings::new(base.clone(), base.clone())
        })
        .await
        .unwrap();
        let router = Router::new().nest("/sandbox-bank", bank.router());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        Self { base, clock, browser: browser.build().unwrap() }
    }

    /// A client with an empty memory, as after a restart.
    pub(crate) fn rail(&self) -> OpenBanking {
        self.rail_with(Timeouts { call: Duration::from_mins(1), ..Timeouts::default() })
    }

    pub(super) fn rail_with(&self, timeouts: Timeouts) -> OpenBanking {
        let config = Config {
            participants: Participants::At(self.base.join("participants").unwrap()),
            client_id: "remit".to_owned(),
            organisation_id: "remit-org".to_owned(),
            software_id: "remit-app".to_owned(),
            redirect_uri: Url::parse(CALLBACK).unwrap(),
            timeouts,
        };
        let http = config.http_client().unwrap();
        let make = Maker::new(Arc::new(self.clock.clone()), Arc::new(SystemRng));
        OpenBanking::new(config, http, SigningKey::for_tests(), make)
    }

    pub(super) fn pass(&self, time: Duration) {
        let millis = i64::try_from(time.as_millis()).unwrap();
        self.clock.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// Opens the bank's page and presses a button; gives what the browser brings back.
    pub(super) async fn answer(&self, redirect_url: &str, decision: &str, account: &str) -> Url {
        let page = self.browser.get(redirect_url).send().await.unwrap();
        assert_eq!(page.status(), 200);
        let form = [("account", account), ("decision", decision)];
        let answer = self.browser.post(redirect_url).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        let location = answer.headers()["location"].to_str().unwrap();
        assert!(location.starts_with(CALLBACK), "{location}");
        Url::parse(location).unwrap()
    }

    pub(super) async fn approve_from(&self, redirect_url: &str, account: &str) -> String {
        query(&self.answer(redirect_url, "approve", account).await, "code")
    }

    async fn control(&self, path: &str, body: Value) {
        let url = self.base.join("control/").unwrap().join(path).unwrap();
        let request = self.browser.post(url).header("content-type", "application/json");
        let answer = request.body(body.to_string()).send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
    }

    pub(super) async fn fault(&self, endpoint: &str, kind: &str) {
        self.control("faults", json!({ "endpoint": endpoint, "kind": kind })).await;
    }
}

pub(super) fn query(url: &Url, name: &str) -> String {
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("{url} has no {name}")).1.into_owned()
}

#[async_trait]
impl Driver for Sandbox {
    async fn approve(&self, redirect_url: &str, account: Account) -> String {
        let account = match account {
            Account::Full => "silent",
            Account::Empty => "empty",
        };
        self.approve_from(redirect_url, account).await
    }

    async fn decline(&self, redirect_url: &str) -> String {
        query(&self.answer(redirect_url, "decline", "current").await, "error")
    }

    async fn advance(&self, payment: &str, status: &str, reason: Option<&str>) {
        let path = format!("payments/{payment}/advance");
        self.control(&path, json!({ "status": status, "reason": reason })).await;
    }

    async fn order(&self, call: Call, trouble: Trouble) {
        let endpoint = match call {
            Call::Banks => "discovery",
            Call::Authorise => "consent_create",
            Call::Exchange => "token",
            Call::ConfirmFunds => "funds",
            Call::Submit => "payment_create",
            Call::Status => "payment_read",
        };
        let kind = match trouble {
            Trouble::LostRequest => "status500",
            Trouble::LostAnswer => "drop_answer",
            Trouble::WrongSignature => "bad_signature",
            Trouble::Throttled => "rate_limited",
        };
        self.fault(endpoint, kind).await;
    }

    async fn counts(&self) -> (usize, usize) {
        let url = self.base.join("control/counts").unwrap();
        let counts: Value = self.browser.get(url).send().await.unwrap().json().await.unwrap();
        let count = |name: &str| usize::try_from(counts[name].as_u64().unwrap()).unwrap();
        (count("consents"), count("payments"))
    }
}
