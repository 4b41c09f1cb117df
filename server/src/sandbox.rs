//! The sandbox bank of test mode, and the rail that reaches it: one of our own over our own listener, or one
//! that runs alone and serves several of us.
//!
//! Keys take long to make, so all comes up in the background and whoever needs it first waits.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use async_trait::async_trait;
use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
    routing::any,
};
use bank::{Bank, Client, Database};
use domain::Mode;
use engine::{
    Db, Maker,
    auth::signing_key,
    rails::{
        self, Approval, Authorisation, AuthorisationKeys, Capabilities, Order, Rail, RailError, RailPayment,
        open_banking::{Config, OpenBanking, Participants, SigningKey, Timeouts},
    },
};
use secrecy::SecretString;
use tokio::sync::OnceCell;
use tower::ServiceExt as _;
use url::Url;

use crate::{Remit, problem::Problem};

const MOUNT: &str = "/sandbox-bank";
const CLIENT_ID: &str = "remit";
const ORGANISATION_ID: &str = "remit-organisation";
const SOFTWARE_ID: &str = "remit-software";

/// The sandbox bank and the rail to it. Cheap to clone.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

/// What it takes to open them.
pub struct Plan {
    pub db: Db,
    pub make: Maker,
    /// What customers see.
    pub base_url: Url,
    pub bank: Place,
}

/// Where the bank is.
pub enum Place {
    /// Within this server.
    Here {
        /// The bank's own books.
        books: PathBuf,
        /// Where this server listens.
        listening: SocketAddr,
        /// Whether tests may order faults.
        control: bool,
    },
    /// A process of its own, that knows us by what [`client`] says.
    At(Url),
}

struct Inner {
    plan: Plan,
    open: OnceCell<Open>,
}

struct Open {
    rail: OpenBanking,
    /// Only of a bank within this server.
    router: Option<Router>,
}

/// What a bank must know of this installation.
pub async fn client(db: &Db, make: &Maker, base_url: &Url) -> anyhow::Result<Client> {
    Ok(client_with(&signing_key(db, make, Mode::Test).await?, base_url)?)
}

fn client_with(key: &SigningKey, base_url: &Url) -> Result<Client, url::ParseError> {
    Ok(Client {
        client_id: CLIENT_ID.to_owned(),
        organisation_id: ORGANISATION_ID.to_owned(),
        software_id: SOFTWARE_ID.to_owned(),
        jwks: key.jwks(),
        redirect_uris: vec![base_url.join("/callbacks/bank")?],
    })
}

impl Sandbox {
    pub fn new(plan: Plan) -> Self {
        Self(Arc::new(Inner { plan, open: OnceCell::new() }))
    }

    /// Opens both, or waits until they are; a failure is tried again by the next caller.
    pub async fn prepare(&self) -> anyhow::Result<()> {
        self.open().await.map(|_| ())
    }

    async fn open(&self) -> anyhow::Result<&Open> {
        self.0.open.get_or_try_init(|| self.0.plan.open()).await
    }

    async fn rail(&self) -> Result<&OpenBanking, RailError> {
        match self.open().await {
            Ok(open) => Ok(&open.rail),
            Err(error) => {
                tracing::error!(%error, "the sandbox bank does not open");
                Err(RailError::Unknown("the sandbox bank does not open".to_owned()))
            }
        }
    }
}

impl Plan {
    async fn open(&self) -> anyhow::Result<Open> {
        let key = Arc::new(signing_key(&self.db, &self.make, Mode::Test).await?);
        let (router, bank) = match &self.bank {
            Place::At(url) => (None, url.clone()),
            Place::Here { books, listening, control } => {
                let internal = mounted(&format!("http://{}", reachable(*listening)))?;
                let bank = Bank::open(bank::Settings {
                    database: Database::File(books.clone()),
                    clients: vec![client_with(&key, &self.base_url)?],
                    control: *control,
                    ..bank::Settings::new(internal.clone(), mounted(self.base_url.as_str())?)
                })
                .await?;
                (Some(bank.router()), internal)
            }
        };
        let participants = format!("{}/participants", bank.as_str().trim_end_matches('/'));
        let config = Config {
            participants: Participants::At(Url::parse(&participants)?),
            client_id: CLIENT_ID.to_owned(),
            organisation_id: ORGANISATION_ID.to_owned(),
            software_id: SOFTWARE_ID.to_owned(),
            redirect_uri: self.base_url.join("/callbacks/bank")?,
            timeouts: Timeouts::default(),
        };
        let http = config.http_client()?;
        Ok(Open { rail: OpenBanking::new(config, http, key, self.make.clone()), router })
    }
}

fn mounted(base: &str) -> Result<Url, url::ParseError> {
    Url::parse(&format!("{}{MOUNT}", base.trim_end_matches('/')))
}

/// Where this machine reaches a listener of its own: one on every address is also on the loopback one.
fn reachable(listening: SocketAddr) -> SocketAddr {
    match listening {
        SocketAddr::V4(address) if address.ip().is_unspecified() => ([127, 0, 0, 1], address.port()).into(),
        SocketAddr::V6(address) if address.ip().is_unspecified() => {
            (std::net::Ipv6Addr::LOCALHOST, address.port()).into()
        }
        specific => specific,
    }
}

/// The bank's pages and API, when it is within this server.
pub(crate) fn routes(remit: &Remit) -> Router<Remit> {
    let place = remit.sandbox.as_ref().map(|sandbox| &sandbox.0.plan.bank);
    match place {
        Some(Place::Here { .. }) => Router::new().nest_service(MOUNT, any(pass_on).with_state(remit.clone())),
        Some(Place::At(_)) | None => Router::new(),
    }
}

async fn pass_on(State(remit): State<Remit>, request: Request) -> Response {
    let Some(sandbox) = &remit.sandbox else { return Problem::not_found("bank").into_response() };
    match sandbox.open().await {
        Ok(Open { router: Some(router), .. }) => match router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        },
        Ok(Open { router: None, .. }) => Problem::not_found("bank").into_response(),
        Err(error) => {
            tracing::error!(%error, "the sandbox bank does not open");
            http::StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

#[async_trait]
impl Rail for Sandbox {
    fn name(&self) -> &'static str {
        "bank"
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { confirms_funds: true }
    }

    async fn banks(&self) -> Result<Vec<rails::Bank>, RailError> {
        self.rail().await?.banks().await
    }

    async fn authorise(
        &self,
        bank: &str,
        order: &Order,
        keys: &AuthorisationKeys,
    ) -> Result<Authorisation, RailError> {
        self.rail().await?.authorise(bank, order, keys).await
    }

    async fn exchange(
        &self,
        bank: &str,
        consent: &str,
        code: &str,
        keys: &AuthorisationKeys,
    ) -> Result<SecretString, RailError> {
        self.rail().await?.exchange(bank, consent, code, keys).await
    }

    async fn confirm_funds(&self, bank: &str, approval: &Approval) -> Result<bool, RailError> {
        self.rail().await?.confirm_funds(bank, approval).await
    }

    async fn submit(
        &self,
        bank: &str,
        order: &Order,
        approval: &Approval,
        keys: &AuthorisationKeys,
    ) -> Result<RailPayment, RailError> {
        self.rail().await?.submit(bank, order, approval, keys).await
    }

    async fn status(&self, bank: &str, payment: &str) -> Result<RailPayment, RailError> {
        self.rail().await?.status(bank, payment).await
    }
}

#[cfg(test)]
mod tests {
    use engine::testing::{TestDatabase, World};
    use http::StatusCode;

    use super::*;
    use crate::assets::Assets;

    /// Two servers over one database, as they would run behind one address.
    #[tokio::test]
    async fn several_servers_share_a_bank_that_runs_alone() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let database = TestDatabase::sqlite().await;
        let world = World::new(&database).await;
        let make = crate::commands::maker();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let base_url = &world.engine.settings().base_url;
        let us = client(&database.db, &make, base_url).await.unwrap();
        // As the bank reads it from its file.
        let clients = serde_json::from_str(&serde_json::to_string(&[us]).unwrap()).unwrap();
        let settings = bank::Settings { clients, ..bank::Settings::new(url.clone(), url.clone()) };
        let bank = Bank::open(settings).await.unwrap();
        tokio::spawn(async move { axum::serve(listener, bank.router()).await });

        for _ in 0..2 {
            let sandbox = Sandbox::new(Plan {
                db: database.db.clone(),
                make: make.clone(),
                base_url: base_url.clone(),
                bank: Place::At(url.clone()),
            });
            let rail = Arc::new(sandbox.clone());
            let settings = engine::Settings::new(base_url.clone());
            let rails = engine::Rails { test: Some(rail), live: None };
            let engine = engine::Engine::new(database.db.clone(), make.clone(), rails, settings);
            let link = engine.create_link(&world.actor, engine::testing::new_link(1)).await.unwrap();
            let start = engine::usages::StartUsage {
                again: false,
                earlier: None,
                slug: link.slug,
                attempt: make.token(),
                bank: "falcon".to_owned(),
                values: vec![("phone".to_owned(), "+971501234567".to_owned())],
                locale: domain::Locale::En,
            };
            let engine::usages::Start::Redirect { url: to, .. } = engine.start_usage(start).await.unwrap()
            else {
                panic!("the bank asks the customer");
            };
            assert!(to.starts_with(url.as_str()), "{to}");
            let router =
                crate::router(Remit::new(engine, make.clone(), Assets::default(), Some(sandbox), &[]));
            let here = Request::get("/sandbox-bank/participants").body(axum::body::Body::empty()).unwrap();
            assert_eq!(router.oneshot(here).await.unwrap().status(), StatusCode::NOT_FOUND);
        }
    }
}
