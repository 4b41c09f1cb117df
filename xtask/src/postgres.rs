//! A throw-away PostgreSQL for the tests: a fresh cluster in a temporary folder, on 127.0.0.1 and a free port.
//!
//! A small shell keeps the server. It waits on a pipe from this process and cleans up when the pipe closes,
//! so nothing stays behind even when this process is killed.

use crate::repo;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The variable through which the tests find the server.
pub const URL_VARIABLE: &str = "REMIT_TEST_POSTGRES_URL";

/// Durability is off: the cluster never outlives one run.
const KEEPER: &str = r#"
trap '' INT TERM HUP
bin=$1 place=$2 port=$3
export LC_ALL=C
if "$bin/initdb" -D "$place/cluster" -U remit -A trust -E UTF8 --no-sync >"$place/log" 2>&1; then
    cat >>"$place/cluster/postgresql.conf" <<END
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
max_connections = 400
fsync = off
synchronous_commit = off
full_page_writes = off
END
    if "$bin/pg_ctl" -D "$place/cluster" -l "$place/log" -w -t 60 start >/dev/null 2>&1; then
        echo ready
        read -r _
        "$bin/pg_ctl" -D "$place/cluster" -m immediate -w stop >/dev/null 2>&1
    else
        cat "$place/log" >&2
    fi
else
    cat "$place/log" >&2
fi
rm -rf "$place"
"#;

/// A running server; dropping it stops it and removes its folder.
pub struct Postgres {
    keeper: Child,
    url: String,
}

impl Postgres {
    /// Starts a fresh server and waits until it answers.
    pub fn start() -> Result<Self> {
        let bin = programs()?;
        let place = fresh_folder()?;
        let port = free_port()?;
        let mut shell = repo::command("sh");
        shell.arg("-c").arg(KEEPER).arg("sh").arg(&bin).arg(&place).arg(port.to_string());
        shell.current_dir(&place).stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
        step_down(&mut shell, &place)?;
        let mut keeper = shell.spawn().context("sh did not start")?;
        let mut answer = String::new();
        if let Some(stdout) = keeper.stdout.take() {
            BufReader::new(stdout).read_line(&mut answer)?;
        }
        if answer.trim() != "ready" {
            keeper.wait()?;
            bail!("PostgreSQL did not start; its log is above");
        }
        Ok(Self { keeper, url: format!("postgres://remit@127.0.0.1:{port}/postgres") })
    }

    /// Where it answers: a superuser's URL, so that tests can create databases.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Runs one command with a fresh server and stops the server afterwards.
pub fn run(command: Vec<String>) -> Result<()> {
    let postgres = Postgres::start()?;
    let (program, arguments) = command.split_first().context("name a command after --")?;
    repo::check(repo::command(program).args(arguments).env(URL_VARIABLE, postgres.url()))
}

/// The folder with `initdb` and `pg_ctl`: on the PATH, or where Debian keeps them.
fn programs() -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") {
        let mut found: Vec<_> = versions.flatten().map(|version| version.path().join("bin")).collect();
        found.sort();
        folders.extend(found.into_iter().rev());
    }
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
        .context("PostgreSQL's initdb and pg_ctl were not found\nhint: run xtask/setup.sh test, or install PostgreSQL")
}

fn fresh_folder() -> Result<PathBuf> {
    let place = std::env::temp_dir().join(format!("remit-postgres-{}", std::process::id()));
    std::fs::create_dir(&place).with_context(|| format!("cannot create {}", place.display()))?;
    std::fs::set_permissions(&place, std::fs::Permissions::from_mode(0o700))?;
    Ok(place)
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// PostgreSQL refuses to run as root: then it runs as its own user, or as nobody.
fn step_down(shell: &mut Command, place: &Path) -> Result<()> {
    if id(&["-u"])? != 0 {
        return Ok(());
    }
    let user = if id(&["-u", "postgres"]).is_ok() { "postgres" } else { "nobody" };
    let (uid, gid) = (id(&["-u", user])?, id(&["-g", user])?);
    chown(place, Some(uid), Some(gid))?;
    shell.uid(uid).gid(gid);
    Ok(())
}

fn id(arguments: &[&str]) -> Result<u32> {
    Ok(repo::output(repo::command("id").args(arguments))?.parse()?)
}
