//! Every check, the cheap ones first. All of them run even when one fails, so that one run tells everything.

use crate::build;
use crate::contract;
use crate::postgres::{Postgres, URL_VARIABLE};
use crate::repo::{self, cargo, check};
use crate::tidy;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

type Step = (&'static str, fn() -> Result<()>);

/// The bundles come early: compiling the server embeds them.
const STEPS: [Step; 9] = [
    ("Format", format),
    ("Rules of the house", tidy::run),
    ("Web bundles and their budgets", bundles),
    ("Clippy, native", lint_native),
    ("Clippy, wasm", lint_wasm),
    ("Tests on SQLite and PostgreSQL", rust_tests),
    ("Finished product", product),
    ("The API and its description", api_contract),
    ("Browser tests", browser_tests),
];

/// Runs all steps, prints a summary, and fails when any step failed.
pub fn run() -> Result<()> {
    let mut results = Vec::new();
    for (index, (name, step)) in STEPS.into_iter().enumerate() {
        println!("\n━━ {}/{} {name}", index + 1, STEPS.len());
        let started = Instant::now();
        let outcome = step();
        if let Err(error) = &outcome {
            eprintln!("error: {error:#}");
        }
        results.push((name, outcome.is_ok(), started.elapsed()));
    }
    summarise(&results)
}

fn summarise(results: &[(&str, bool, Duration)]) -> Result<()> {
    println!("\n━━ Summary");
    for (name, passed, took) in results {
        println!("{}  {name:<32} {:>5} s", if *passed { "passed" } else { "FAILED" }, took.as_secs());
    }
    let failed: Vec<_> = results.iter().filter(|(_, passed, _)| !passed).map(|(name, ..)| *name).collect();
    if !failed.is_empty() {
        bail!("{} of {} steps failed: {}", failed.len(), results.len(), failed.join(", "));
    }
    Ok(())
}

fn format() -> Result<()> {
    check(&mut cargo(&["fmt", "--all", "--", "--check"])).context("hint: run cargo fmt --all")
}

fn lint_native() -> Result<()> {
    check(&mut cargo(&["clippy", "--all-targets", "--", "-D", "warnings"]))
}

/// `app` is linted a second time, as the browser gets it.
fn lint_wasm() -> Result<()> {
    let crates = ["--package=checkout", "--package=dashboard", "--package=app", "--features=app/hydrate"];
    check(cargo(&["clippy", "--target=wasm32-unknown-unknown"]).args(crates).args(["--", "-D", "warnings"]))
}

fn bundles() -> Result<()> {
    build::run(true, true)
}

/// Each store test runs on both databases: the variable tells it where PostgreSQL is.
fn rust_tests() -> Result<()> {
    let postgres = Postgres::start()?;
    check(cargo(&["test", "--no-fail-fast"]).env(URL_VARIABLE, postgres.url()))
}

fn product() -> Result<()> {
    build::run(true, false)
}

/// Against the finished product.
fn api_contract() -> Result<()> {
    contract::run(Some(product_binary()))
}

fn product_binary() -> PathBuf {
    repo::target().join("release").join("remit")
}

/// Against the finished product, and nothing older or unoptimised that may lie around.
fn browser_tests() -> Result<()> {
    check(&mut in_end2end(&["tsc", "--project", "."]))?;
    check(in_end2end(&["playwright", "test"]).env("REMIT_BIN", product_binary()))
}

/// A program of `end2end/node_modules`.
fn in_end2end(arguments: &[&str]) -> Command {
    let mut npx = repo::command("npx");
    npx.current_dir(repo::root().join("end2end")).arg("--no-install").args(arguments);
    npx
}

#[cfg(test)]
mod tests {
    use super::summarise;
    use std::time::Duration;

    #[test]
    fn one_failed_step_fails_the_run() {
        let (good, bad) = (("a", true, Duration::ZERO), ("b", false, Duration::ZERO));
        assert!(summarise(&[good, good]).is_ok());
        assert!(summarise(&[good, bad, good]).is_err());
    }
}
