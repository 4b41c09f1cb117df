//! The sandbox bank as a process of its own.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::Context;
use bank::{Bank, Client, Database, Settings};
use clap::Parser;
use tokio::net::TcpListener;
use url::Url;

/// A sandbox bank that speaks UK Open Banking 4.0. No real money moves.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:4010")]
    addr: SocketAddr,
    /// The SQLite file for the books; without it they are gone with the process
    #[arg(long)]
    database: Option<PathBuf>,
    /// A JSON file that lists the clients: `[{"client_id", "organisation_id", "software_id", "jwks", "redirect_uris"}]`
    #[arg(long)]
    clients: Option<PathBuf>,
    /// Where browsers and servers reach the bank, when that is not the address it listens on
    #[arg(long)]
    base_url: Option<Url>,
    /// Mount `/control`, for tests only
    #[arg(long)]
    control: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_env_filter(tracing_subscriber::EnvFilter::from_default_env()).init();
    let options = Options::parse();
    let listener = TcpListener::bind(options.addr)
        .await
        .with_context(|| format!("cannot listen on {}", options.addr))?;
    let address = listener.local_addr()?;
    let url = match options.base_url {
        Some(url) => url,
        None => Url::parse(&format!("http://{address}"))?,
    };
    let bank = Bank::open(Settings {
        database: options.database.map_or(Database::Memory, Database::File),
        clients: options.clients.as_ref().map(read_clients).transpose()?.unwrap_or_default(),
        control: options.control,
        ..Settings::new(url.clone(), url.clone())
    })
    .await?;
    tracing::info!(%url, "the bank is open");
    axum::serve(listener, bank.router()).await?;
    Ok(())
}

fn read_clients(path: &PathBuf) -> anyhow::Result<Vec<Client>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} does not list clients", path.display()))
}
