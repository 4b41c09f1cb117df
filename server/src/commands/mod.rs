//! The commands of the `remit` binary.

mod banner;
mod client;
mod demo;
mod doctor;
mod key;
mod migrate;
mod openapi;
mod owner;
mod ready;
mod sandbox_client;
mod secrets;
mod serve;
mod terminal;

use std::{process::ExitCode, sync::Arc};

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use engine::{
    Db, Engine, Maker, Rails, Settings,
    clock::{SystemClock, SystemRng},
};
use tracing_subscriber::EnvFilter;
use url::Url;

use crate::config::{Config, Flags};

/// Payment links you host yourself.
#[derive(Debug, Parser)]
#[command(name = "remit", version, about, max_term_width = 100)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the checkout, the dashboard and the API
    Serve(Flags),
    /// Bring the database's schema up to date
    Migrate(Flags),
    /// Check the configuration, the schema and the books
    Doctor(Flags),
    /// Make the people who sign in
    Owner(Here<owner::Owner>),
    /// Make API keys
    Key(Here<key::Key>),
    /// Print what a sandbox bank that runs alone must know of this installation
    SandboxClient(Flags),
    /// Print the description of the API, an OpenAPI document
    Openapi,
    #[command(flatten)]
    Client(client::Client),
}

/// A command that works on this installation, and its settings.
#[derive(Debug, Args)]
struct Here<C: Subcommand> {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: C,
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
    // An earlier installation in this process is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run_command(line.command))
}

async fn run_command(command: Command) -> anyhow::Result<ExitCode> {
    let done = match command {
        Command::Client(client) => return Ok(client::run(client).await),
        Command::Doctor(flags) => return doctor::doctor(&load(&flags)?).await,
        Command::Openapi => openapi::openapi(),
        Command::Serve(flags) => serve::serve(load(&flags)?).await,
        Command::Migrate(flags) => migrate::migrate(&load(&flags)?).await,
        Command::Owner(Here { flags, command }) => owner::run(&load(&flags)?, command).await,
        Command::Key(Here { flags, command }) => key::run(&load(&flags)?, command).await,
        Command::SandboxClient(flags) => sandbox_client::sandbox_client(&load(&flags)?).await,
    };
    done.map(|()| ExitCode::SUCCESS)
}

fn load(flags: &Flags) -> anyhow::Result<Config> {
    Ok(Config::load(flags, &|name| std::env::var(name).ok())?)
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
