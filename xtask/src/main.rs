//! Development commands of Remit: `cargo xtask <command>`.
//!
//! - `bench`: what is fast, and against which budget.
//! - `build`: the web bundles, and with `--release` the finished product.
//! - `dev`: build, run, and again on every change.
//! - `tidy`: the rules of the house that no compiler checks.
//! - `generate`: documents that are printed from code.
//! - `test`: every check, in the order that fails soonest.
//! - `contract`: a server does what the API's description says.
//! - `postgres`: a throw-away PostgreSQL, for tests.

mod bench;
mod build;
#[path = "../../server/src/problem/catalogue.rs"]
#[expect(dead_code, reason = "the server looks codes up, here they are only printed")]
mod catalogue;
mod contract;
mod dev;
mod generate;
mod postgres;
mod repo;
mod server;
mod test;
mod tidy;

use clap::Parser;
use std::process::ExitCode;
use std::time::Duration;

/// Development commands of Remit.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Task {
    /// Build the web bundles into target/site, then the server that carries them
    Build {
        /// Small bundles and the optimised server: the finished product, target/release/remit
        #[arg(long)]
        release: bool,
        /// Only the web bundles
        #[arg(long)]
        site: bool,
    },
    /// Build and run `remit serve --demo`, and again on every change
    Dev {
        /// Arguments for `remit serve`, in place of `--demo`
        #[arg(last = true)]
        serve: Vec<String>,
    },
    /// Check the rules of the house
    Tidy,
    /// Write the documents that are printed from code
    Generate {
        /// Only fail when one is out of date
        #[arg(long)]
        check: bool,
    },
    /// Hold a server to the description of its API
    Contract {
        /// A server that is built already; this tree's, unoptimised, when left out
        #[arg(long, value_name = "REMIT")]
        server: Option<std::path::PathBuf>,
    },
    /// Run every check
    Test,
    /// Measure against budgets
    #[command(subcommand)]
    Bench(Bench),
    /// Run a command beside a fresh PostgreSQL, which `REMIT_TEST_POSTGRES_URL` names
    Postgres {
        /// The command and its arguments
        #[arg(last = true, required = true)]
        command: Vec<String>,
    },
}

#[derive(clap::Subcommand)]
enum Bench {
    /// Lists, searches and details of a shop with very many links and usages
    Lists {
        /// How many links the shop has
        #[arg(long, default_value_t = 100_000)]
        links: u32,
        /// How many usages, half of them through one link
        #[arg(long, default_value_t = 1_000_000)]
        usages: u32,
        /// How often each request is measured
        #[arg(long, default_value_t = 100)]
        runs: u32,
        /// What the p99 of each request may take
        #[arg(long, default_value_t = 100)]
        budget_ms: u64,
        /// Over PostgreSQL instead of SQLite
        #[arg(long)]
        postgres: bool,
        /// The unoptimised server: for working on the queries
        #[arg(long)]
        debug: bool,
    },
    /// Events told to receivers that misbehave, by a server that is killed: every one arrives
    Webhooks {
        /// How many events happen
        #[arg(long, default_value_t = 2_000)]
        events: usize,
        /// How often the server is killed
        #[arg(long, default_value_t = 20)]
        kills: usize,
        /// How long to wait until everything is delivered
        #[arg(long, default_value_t = 20)]
        patience_minutes: u64,
        /// What the p99 of first attempts may take, as long as nobody kills the server
        #[arg(long, default_value_t = 1_000)]
        budget_ms: u64,
        /// Over PostgreSQL instead of SQLite
        #[arg(long)]
        postgres: bool,
        /// A server that is built already; this tree's when left out
        #[arg(long, value_name = "REMIT")]
        server: Option<std::path::PathBuf>,
        /// This tree's, unoptimised
        #[arg(long)]
        debug: bool,
    },
}

impl Bench {
    fn run(self) -> anyhow::Result<()> {
        let millis = Duration::from_millis;
        match self {
            Self::Lists { links, usages, runs, budget_ms, postgres, debug } => {
                let size = bench::Size { links, usages, runs, budget: millis(budget_ms) };
                bench::lists(size, postgres, debug)
            }
            Self::Webhooks { events, kills, patience_minutes, budget_ms, postgres, server, debug } => {
                let patience = Duration::from_mins(patience_minutes);
                let trial = bench::Trial { events, kills, patience, budget: millis(budget_ms) };
                bench::webhooks(trial, server, postgres, debug)
            }
        }
    }
}

fn main() -> ExitCode {
    let outcome = match Task::parse() {
        Task::Build { release, site } => build::run(release, site),
        Task::Dev { serve } => dev::run(serve),
        Task::Tidy => tidy::run(),
        Task::Generate { check } => generate::run(check),
        Task::Contract { server } => contract::run(server),
        Task::Test => test::run(),
        Task::Bench(bench) => bench.run(),
        Task::Postgres { command } => postgres::run(command),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
