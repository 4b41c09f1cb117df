//! Measures the finished product against its budgets.
//!
//! - `lists`: lists, searches and details of a shop with very many links and usages.
//! - `webhooks`: events told to receivers that misbehave, by a server that is killed again and again.
//! - `shop`: a shop that is filled before its doors open.
//! - `http`: the few requests that takes, over one connection that stays open.
//! - `table`: what was measured, beside what it may be.

mod http;
mod lists;
mod shop;
mod table;
mod webhooks;

use crate::build::{self, Quality};
use crate::repo;
use anyhow::Result;
use std::path::PathBuf;

pub use lists::Size;
pub use webhooks::Trial;

/// Lists, searches and details.
pub fn lists(size: Size, postgres: bool, debug: bool) -> Result<()> {
    lists::run(&binary(debug)?, size, postgres)
}

/// Webhooks that all arrive. With a server that is built already, or this tree's.
pub fn webhooks(trial: Trial, server: Option<PathBuf>, postgres: bool, debug: bool) -> Result<()> {
    let server = server.map_or_else(|| binary(debug), Ok)?;
    webhooks::run(&server, trial, postgres)
}

fn binary(debug: bool) -> Result<PathBuf> {
    let (folder, quality) = if debug { ("debug", Quality::Quick) } else { ("release", Quality::Release) };
    // Also when there is one: what is measured is the code as it stands.
    build::run(quality == Quality::Release, false)?;
    Ok(repo::target().join(folder).join("remit"))
}
