//! `remit serve`

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket},
    sync::Arc,
    time::Duration,
};

use anyhow::Context as _;
use engine::{Db, Engine, Maker, Rails, Settings, rails::Rail};
use tokio::{net::TcpListener, sync::watch};
use url::Url;

use super::{banner, demo::Demo, ready::Ready};
use crate::{
    Remit,
    assets::Assets,
    config::{Config, SandboxBank},
    listen::{self, Bounds},
    mail::SmtpMailer,
    sandbox::{Place, Plan, Sandbox},
};

/// How long requests in progress may take once the server is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Serves until SIGINT or SIGTERM; then finishes what is in progress.
pub(super) async fn serve(config: Config) -> anyhow::Result<()> {
    // First the listener: with port 0 only it knows the URLs that everything else is told.
    let listener =
        TcpListener::bind(config.addr).await.with_context(|| format!("cannot listen on {}", config.addr))?;
    let listening = listener.local_addr()?;
    let base_url = base_url(&config, listening)?;
    let (db, make) = (super::open(&config).await?, super::maker());
    let sandbox = sandbox(&config, (&db, &make), listening, &base_url);
    let engine = engine(&config, db.clone(), &make, sandbox.as_ref(), base_url.clone())?;
    let demo = if config.demo { Some(Demo::prepare(&config, &engine, &make).await?) } else { None };
    let (stop, stopped) = watch::channel(false);
    let jobs = tokio::spawn({
        let (engine, stopped) = (engine.clone(), stopped.clone());
        async move { engine.run_jobs(until(stopped)).await }
    });
    let banks = banks_elsewhere(&config);
    let remit = Remit::new(engine.clone(), make, Assets::embedded()?, sandbox.clone(), &banks)
        .limited(config.rate_limits, &config.trusted_proxies)
        .measured(config.metrics_token.clone());
    let router = crate::router(remit.clone());
    let server = tokio::spawn(listen::serve(listener, router, Bounds::default(), until(stopped)));
    tokio::spawn(forget_rates(remit.clone()));
    announce(&config, &base_url, demo.as_ref())?;
    if let Some(sandbox) = sandbox {
        tokio::spawn(async move { prepare(&sandbox).await });
    }
    asked_to_stop().await?;
    stop.send_replace(true);
    remit.end_streams();
    if tokio::time::timeout(LAST_REQUESTS, server).await.is_err() {
        tracing::warn!("some requests were cut off");
    }
    let _ = tokio::time::timeout(LAST_REQUESTS, async { tokio::join!(jobs, engine.finish()) }).await;
    db.close().await;
    Ok(())
}

fn base_url(config: &Config, listening: SocketAddr) -> anyhow::Result<Url> {
    match &config.base_url {
        Some(url) => Ok(url.clone()),
        None => Ok(Url::parse(&format!(
            "http://{}",
            SocketAddr::new(reachable(listening.ip()), listening.port())
        ))?),
    }
}

/// `0.0.0.0` is every address of this machine and none that a phone can open: then the one by which it
/// reaches others. Nothing is sent to find it out.
fn reachable(listening: IpAddr) -> IpAddr {
    if !listening.is_unspecified() {
        return listening;
    }
    let found = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    found.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}

fn sandbox(
    config: &Config,
    (db, make): (&Db, &Maker),
    listening: SocketAddr,
    base_url: &Url,
) -> Option<Sandbox> {
    let bank = match &config.sandbox_bank {
        SandboxBank::Off => return None,
        SandboxBank::At(url) => Place::At(url.clone()),
        SandboxBank::BuiltIn => Place::Here {
            books: config.data_dir.join("sandbox-bank.db"),
            listening,
            control: config.sandbox_control,
        },
    };
    Some(Sandbox::new(Plan { db: db.clone(), make: make.clone(), base_url: base_url.clone(), bank }))
}

/// The origins, beside our own, that customers are sent to.
fn banks_elsewhere(config: &Config) -> Vec<String> {
    match &config.sandbox_bank {
        SandboxBank::At(url) => vec![url.origin().ascii_serialization()],
        SandboxBank::Off | SandboxBank::BuiltIn => Vec::new(),
    }
}

fn engine(
    config: &Config,
    db: Db,
    make: &Maker,
    sandbox: Option<&Sandbox>,
    base_url: Url,
) -> anyhow::Result<Engine> {
    let test = sandbox.cloned().map(|sandbox| Arc::new(sandbox) as Arc<dyn Rail>);
    let settings = Settings {
        usage_lifetime: config.usage_lifetime,
        webhook_allow: config.webhook_allow.clone(),
        ..Settings::new(base_url.clone())
    };
    let engine = Engine::new(db, make.clone(), Rails { test, live: None }, settings);
    Ok(match &config.mail {
        Some(mail) => engine.with_mailer(Arc::new(SmtpMailer::new(mail, &base_url)?)),
        None => engine,
    })
}

/// Gives back, minute by minute, the memory of who has not asked for a while.
async fn forget_rates(remit: Remit) {
    loop {
        tokio::time::sleep(Duration::from_mins(1)).await;
        remit.forget_rates();
    }
}

/// Makes the keys and fetches the list of banks before the first customer needs them.
async fn prepare(sandbox: &Sandbox) {
    if let Err(error) = sandbox.prepare().await {
        tracing::error!(%error, "the sandbox bank does not open");
    } else if let Err(error) = sandbox.banks().await {
        tracing::warn!(%error, "the sandbox bank does not answer");
    }
}

fn announce(config: &Config, base_url: &Url, demo: Option<&Demo>) -> anyhow::Result<()> {
    let url = base_url.as_str().trim_end_matches('/');
    let link = demo.map(|demo| format!("{url}/l/{}", demo.sample_link_slug));
    banner::print(url, demo.zip(link.as_deref()));
    if let Some(path) = &config.ready_file {
        let ready = Ready {
            url,
            api_key: demo.map(|demo| demo.api_key.as_str()),
            owner_email: demo.map(|demo| demo.owner_email.as_str()),
            owner_password: demo.map(|demo| demo.owner_password.as_str()),
            sample_link_url: link.as_deref(),
        };
        ready.write(path)?;
    }
    Ok(())
}

/// Done once the value is true.
async fn until(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

#[cfg(unix)]
async fn asked_to_stop() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupt = tokio::signal::ctrl_c() => interrupt?,
        _ = terminate.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn asked_to_stop() -> anyhow::Result<()> {
    Ok(tokio::signal::ctrl_c().await?)
}
