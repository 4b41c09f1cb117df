//! `cargo xtask dev`: build, run, and again on every change.
//!
//! It looks at the files' times instead of asking the system for events: that works the same on every
//! machine and in containers, and the tree is small.

use crate::build::{self, Quality};
use crate::repo;
use anyhow::Result;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, SystemTime};

const WATCHED: [&str; 8] = ["app", "bank", "domain", "engine", "frontend", "public", "server", "style"];
const PAUSE: Duration = Duration::from_millis(400);

/// Never returns by itself: stop it with Ctrl-C.
pub fn run(serve: Vec<String>) -> Result<()> {
    let serve = if serve.is_empty() { vec!["--demo".to_owned()] } else { serve };
    let mut running = None;
    let mut built_at = None;
    loop {
        let newest = newest_change();
        if newest == built_at {
            thread::sleep(PAUSE);
            continue;
        }
        built_at = newest;
        match build_and_start(&serve, &mut running) {
            Ok(()) => println!("Watching for changes; open pages reload by themselves"),
            Err(error) => {
                eprintln!("error: {error:#}\nWatching for changes; the last good build keeps running");
            }
        }
    }
}

/// The old server stops only when the new one is built, so a typing error does not take the page away.
fn build_and_start(serve: &[String], running: &mut Option<Child>) -> Result<()> {
    build::site(Quality::Quick)?;
    let binary = build::server(Quality::Quick)?;
    if let Some(mut old) = running.take() {
        old.kill()?;
        old.wait()?;
    }
    *running = Some(repo::command(binary).arg("serve").args(serve).env("REMIT_RELOAD", "1").spawn()?);
    Ok(())
}

fn newest_change() -> Option<SystemTime> {
    let root = repo::root();
    let folders = WATCHED.iter().filter_map(|folder| newest_under(&root.join(folder))).max();
    let manifest = fs::metadata(root.join("Cargo.toml")).and_then(|file| file.modified()).ok();
    folders.max(manifest)
}

/// Folders count too: theirs is the time of the last file added or removed.
fn newest_under(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|file| file.modified()).ok();
    let Ok(entries) = fs::read_dir(path) else {
        return own;
    };
    entries.flatten().filter_map(|entry| newest_under(&entry.path())).max().max(own)
}
