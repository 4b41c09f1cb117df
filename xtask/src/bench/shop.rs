//! A server of its own, over a fresh database that is filled before it starts, and somebody signed in.

use super::http::Client;
use super::lists::Size;
use crate::postgres::Postgres;
use crate::repo;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to start over so much.
const START_AT_MOST: Duration = Duration::from_mins(1);

/// A folder that goes with its owner.
struct Folder(PathBuf);

impl Folder {
    fn fresh() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("remit-bench-{}", std::process::id()));
        std::fs::create_dir(&path).with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server that ends with its owner.
struct Server {
    child: Child,
    facts: Value,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The shop, its doors open. Fields are dropped in this order.
pub struct Shop {
    pub client: Client,
    /// Ids, and what a customer entered, to ask for.
    pub facts: Value,
    _server: Server,
    _postgres: Option<Postgres>,
    _folder: Folder,
}

impl Shop {
    /// Fills a fresh database, starts `binary` over it and signs in.
    pub fn open(binary: &Path, size: Size, on_postgres: bool) -> Result<Self> {
        let folder = Folder::fresh()?;
        let postgres = if on_postgres { Some(Postgres::start()?) } else { None };
        let database = match &postgres {
            Some(postgres) => postgres.url().to_owned(),
            None => format!("sqlite:{}?mode=rwc", folder.0.join("remit.db").display()),
        };
        let start = || start(binary, &folder.0, &database);
        // The first start makes the account, the second serves.
        drop(start()?);
        let seeding = Instant::now();
        let (links, usages) = (size.links.to_string(), size.usages.to_string());
        let seed = ["run", "--quiet", "--package=engine", "--features=testing", "--example=seed", "--"];
        let facts = repo::output(repo::cargo(&seed).args([&database, &links, &usages]))?;
        println!("{links} links and {usages} usages in {:.0?}", seeding.elapsed());
        let server = start()?;
        let client = sign_in(&server.facts)?;
        Ok(Self {
            client,
            facts: serde_json::from_str(&facts)?,
            _server: server,
            _postgres: postgres,
            _folder: folder,
        })
    }
}

fn start(binary: &Path, folder: &Path, database: &str) -> Result<Server> {
    let ready = folder.join("ready.json");
    let _ = std::fs::remove_file(&ready);
    let mut command = repo::command(binary);
    command
        .args(["serve", "--demo", "--addr", "127.0.0.1:0", "--database-url", database, "--data-dir"])
        .arg(folder.join("data"))
        .arg("--ready-file")
        .arg(&ready)
        .env("REMIT_RATE_LIMITS", "off")
        .stdout(Stdio::null());
    let child = command.spawn().with_context(|| format!("{} did not start", binary.display()))?;
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

fn sign_in(facts: &Value) -> Result<Client> {
    let fact = |name: &str| facts[name].as_str().unwrap_or_default();
    let mut client = Client::new(fact("url"));
    let form =
        format!("email={}&password={}", fact("owner_email").replace('@', "%40"), fact("owner_password"));
    let answer = client.post("/login", "application/x-www-form-urlencoded", &form)?;
    let cookie = answer.cookie.as_deref().and_then(|cookie| cookie.split(';').next());
    let cookie = cookie.context("signing in gave no cookie")?.to_owned();
    client.headers.push(("cookie", cookie));
    let page = client.get("/payments/links")?.text();
    let token = page.split_once("data-csrf=\"").and_then(|(_, rest)| rest.split_once('"'));
    let token = token.context("the page has no token")?.0.to_owned();
    client.headers.push(("x-csrf-token", token));
    Ok(client)
}
