//! `cargo xtask contract`: Schemathesis asks a server everything that the API's description says, and much that it
//! forbids, and holds each answer to the description. Then it is given a description that leaves an answer out,
//! and must notice.
//!
//! What is generated is the same each time, so a failure comes again.

use crate::build::{self, Quality};
use crate::repo;
use crate::server::{Place, Server};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const DESCRIPTION: &str = "docs/openapi.json";
/// A path with few and quick operations, for the description that is broken.
const CONTROL: &str = "/api/v1/account";

/// Against a server that is built already, or this tree's.
pub fn run(server: Option<PathBuf>) -> Result<()> {
    let binary = server.map_or_else(|| build::server(Quality::Quick), Ok)?;
    let program = repo::target().join("python/bin/schemathesis");
    if !program.exists() {
        bail!("Schemathesis is not installed\nhint: run xtask/setup.sh test");
    }
    let place = Place::fresh(&binary, false)?;
    let server = place.start()?;
    control(&program, &server)?;
    let mut whole = asking(&program, &server, &format!("{}/api/v1/openapi.json", server.fact("url")));
    let status = whole.args(["--max-examples", "50"]).status().context("Schemathesis did not start")?;
    if !status.success() {
        bail!("the API does not do what its description says ({status})");
    }
    Ok(())
}

/// A description without the answer that comes must not pass, where the whole one does.
fn control(program: &Path, server: &Server) -> Result<()> {
    let whole = repo::root().join(DESCRIPTION);
    let mut broken: Value = serde_json::from_slice(&fs::read(&whole)?)?;
    let answers =
        broken.pointer_mut("/paths/~1api~1v1~1account/get/responses").and_then(Value::as_object_mut);
    let left_out = answers.and_then(|answers| answers.remove("200"));
    left_out.with_context(|| format!("{DESCRIPTION} has no answer to leave out"))?;
    let place = repo::target().join("broken-openapi.json");
    fs::write(&place, broken.to_string())?;
    let passes = |description: &Path| {
        let mut asked = asking(program, server, &description.to_string_lossy());
        asked.args(["--url", server.fact("url"), "--include-path", CONTROL, "--phases", "examples,coverage"]);
        anyhow::Ok(asked.stdout(Stdio::null()).status().context("Schemathesis did not start")?.success())
    };
    if !passes(&whole)? || passes(&place)? {
        bail!("a description that leaves an answer out is not told from the whole one");
    }
    println!("A description that leaves an answer out is noticed");
    Ok(())
}

fn asking(program: &Path, server: &Server, description: &str) -> Command {
    let mut command = repo::command(program);
    command
        // It leaves files behind where it runs.
        .current_dir(repo::target())
        .arg("--config-file")
        .arg(repo::root().join("xtask/schemathesis.toml"))
        .args(["run", description, "--header", &format!("Authorization: Bearer {}", server.fact("api_key"))])
        .args(["--generation-deterministic", "--no-color"]);
    command
}
