//! The commands of the `remit` binary.

mod banner;
mod demo;
mod doctor;
mod key;
mod migrate;
mod owner;
mod ready;
mod sandbox_client;
mod secrets;
mod serve;

use std::{process::ExitCode, sync::Arc};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use engine::{
    Db, Engine, Maker, Rails, Settings,
    clock::{SystemClock, SystemRng},
};
use tracing_subscriber::EnvFilter;
use url::Url;

use crate::config::{Config, Flags};

/// Payment links you host yourself.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
struct Line {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the checkout, the dashboard and the API
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Check the configuration, the schema and the books
    Doctor,
    /// Make the people who sign in
    #[command(subcommand)]
    Owner(owner::Owner),
    /// Make API keys
    #[command(subcommand)]
    Key(key::Key),
    /// Print what a sandbox bank that runs alone must know of this installation
    SandboxClient,
}

/// Reads the command line and runs what it asks for.
pub fn run() -> ExitCode {
    let line = Line::parse();
    let _ = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .try_init();
    match start(line) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start(line: Line) -> anyhow::Result<ExitCode> {
    let config = Config::load(&line.flags, &|name| std::env::var(name).ok())?;
    // An earlier installation in this process is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        match line.command {
            Command::Serve => serve::serve(config).await.map(|()| ExitCode::SUCCESS),
            Command::Migrate => migrate::migrate(&config).await.map(|()| ExitCode::SUCCESS),
            Command::Doctor => doctor::doctor(&config).await,
            Command::Owner(owner) => owner::run(&config, owner).await.map(|()| ExitCode::SUCCESS),
            Command::SandboxClient => {
                sandbox_client::sandbox_client(&config).await.map(|()| ExitCode::SUCCESS)
            }
            Command::Key(key) => key::run(&config, key).await.map(|()| ExitCode::SUCCESS),
        }
    })
}

/// Opens the database of the configuration, makes it when there is none and brings its schema up to date.
async fn open(config: &Config) -> anyhow::Result<Db> {
    prepare_folder(config)?;
    let opened = Db::open(&config.database_url).await;
    opened.with_context(|| format!("cannot open the database {}", config.database_shown()))
}

/// The data directory, readable by its owner alone.
fn prepare_folder(config: &Config) -> anyhow::Result<()> {
    let folder = &config.data_dir;
    if !folder.exists() {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .recursive(true)
            .create(folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
    }
    Ok(())
}

pub(crate) fn maker() -> Maker {
    Maker::new(Arc::new(SystemClock), Arc::new(SystemRng))
}

/// An engine that moves no money, for commands that only look or prepare.
fn engine_without_rails(config: &Config, db: Db) -> anyhow::Result<Engine> {
    let base_url =
        config.base_url.clone().map_or_else(|| Url::parse(&format!("http://{}", config.addr)), Ok)?;
    Ok(Engine::new(db, maker(), Rails::default(), Settings::new(base_url)))
}
