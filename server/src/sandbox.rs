//! The built-in sandbox bank of test mode, and the rail that reaches it over our own listener.
//!
//! Keys take long to make, so both come up in the background and whoever needs them first waits.

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
        open_banking::{Config, OpenBanking, Participants, Timeouts},
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
    /// The bank's own books.
    pub books: PathBuf,
    /// Where this server listens.
    pub listening: SocketAddr,
    /// What customers see.
    pub base_url: Url,
    /// Whether tests may order faults.
    pub control: bool,
}

struct Inner {
    plan: Plan,
    open: OnceCell<Open>,
}

struct Open {
    rail: OpenBanking,
    router: Router,
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
        let internal = mounted(&format!("http://{}", reachable(self.listening)))?;
        let redirect_uri = self.base_url.join("/callbacks/bank")?;
        let client = Client {
            client_id: CLIENT_ID.to_owned(),
            organisation_id: ORGANISATION_ID.to_owned(),
            software_id: SOFTWARE_ID.to_owned(),
            jwks: key.jwks(),
            redirect_uris: vec![redirect_uri.clone()],
        };
        let bank = Bank::open(bank::Settings {
            database: Database::File(self.books.clone()),
            clients: vec![client],
            control: self.control,
            ..bank::Settings::new(internal.clone(), mounted(self.base_url.as_str())?)
        })
        .await?;
        let config = Config {
            participants: Participants::At(Url::parse(&format!("{internal}/participants"))?),
            client_id: CLIENT_ID.to_owned(),
            organisation_id: ORGANISATION_ID.to_owned(),
            software_id: SOFTWARE_ID.to_owned(),
            redirect_uri,
            timeouts: Timeouts::default(),
        };
        let http = config.http_client()?;
        Ok(Open { rail: OpenBanking::new(config, http, key, self.make.clone()), router: bank.router() })
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

/// The bank's pages and API, when there is a sandbox.
pub(crate) fn routes(remit: &Remit) -> Router<Remit> {
    match remit.sandbox {
        Some(_) => Router::new().nest_service(MOUNT, any(pass_on).with_state(remit.clone())),
        None => Router::new(),
    }
}

async fn pass_on(State(remit): State<Remit>, request: Request) -> Response {
    let Some(sandbox) = &remit.sandbox else { return Problem::not_found("bank").into_response() };
    match sandbox.open().await {
        Ok(open) => match open.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        },
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
        Capabilities { confirms_funds: true, idempotent_submission: true }
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
