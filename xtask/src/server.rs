//! A server of its own: the built binary over a fresh database, at an address that stays when it starts again.

use crate::postgres::Postgres;
use crate::repo;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to start over very much data.
const START_AT_MOST: Duration = Duration::from_mins(1);

/// A folder that goes with its owner.
struct Folder(PathBuf);

impl Folder {
    fn fresh() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("remit-xtask-{}", std::process::id()));
        std::fs::create_dir(&path).with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Where a server lives: its database and its address. Fields are dropped in this order.
pub struct Place {
    binary: PathBuf,
    address: String,
    postgres: Option<Postgres>,
    folder: Folder,
}

impl Place {
    /// Nothing in it yet.
    pub fn fresh(binary: &Path, on_postgres: bool) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let postgres = if on_postgres { Some(Postgres::start()?) } else { None };
        Ok(Self { binary: binary.to_owned(), address, postgres, folder: Folder::fresh()? })
    }

    pub fn database(&self) -> String {
        match &self.postgres {
            Some(postgres) => postgres.url().to_owned(),
            None => format!("sqlite:{}?mode=rwc", self.folder.0.join("remit.db").display()),
        }
    }

    /// Starts a server with the demo's account, and waits until it listens.
    pub fn start(&self) -> Result<Server> {
        let ready = self.folder.0.join("ready.json");
        let _ = std::fs::remove_file(&ready);
        let mut command = repo::command(&self.binary);
        command
            .args(["serve", "--demo", "--addr", &self.address, "--database-url", &self.database()])
            .arg("--data-dir")
            .arg(self.folder.0.join("data"))
            .arg("--ready-file")
            .arg(&ready)
            .env("REMIT_RATE_LIMITS", "off")
            .stdout(Stdio::null());
        let child = command.spawn().with_context(|| format!("{} did not start", self.binary.display()))?;
        let mut server = Server { child, facts: Value::Null };
        let started = Instant::now();
        while !ready.exists() {
            if server.child.try_wait()?.is_some() || started.elapsed() > START_AT_MOST {
                bail!("the server was never ready");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        server.facts = serde_json::from_slice(&std::fs::read(&ready)?)?;
        Ok(server)
    }
}

/// A server that runs until it is dropped: killed, without a chance to finish anything.
pub struct Server {
    child: Child,
    /// What it wrote when it was ready.
    pub facts: Value,
}

impl Server {
    pub fn fact(&self, name: &str) -> &str {
        self.facts[name].as_str().unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
