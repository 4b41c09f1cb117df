//! Builds what the browser loads and the server that carries it.
//!
//! - `wasm`: the two bundles: cargo, wasm-bindgen, wasm-opt.
//! - `split`: code that only some pages need, in modules of its own.
//! - `css`: the style sheets, bundled and minified.
//! - `site`: content-hashed names, compressed copies and the manifest, in `target/site`.
//! - `budget`: what it all weighs, against what it may.
//!
//! Each stage keeps its result beside a hash of what went in, so a second run does next to nothing.

mod budget;
mod css;
mod site;
mod split;
mod wasm;

use crate::repo;
use anyhow::Result;
use std::path::PathBuf;
use std::time::Instant;

/// How much work to put into making things small.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quality {
    /// Soon: for working on the pages.
    Quick,
    /// Small: for people.
    Release,
}

/// A file of the site under the name the pages know it by, for example `checkout.css`.
pub struct Asset {
    /// The name in the manifest.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Builds the site and, unless only that was asked for, the server.
pub fn run(release: bool, site_only: bool) -> Result<()> {
    let quality = if release { Quality::Release } else { Quality::Quick };
    let files = site(quality)?;
    if release {
        budget::check_site(&files)?;
    }
    if !site_only {
        let binary = server(quality)?;
        if release {
            budget::check_binary(&binary)?;
        }
    }
    Ok(())
}

/// Builds everything the browser loads into `target/site`.
pub fn site(quality: Quality) -> Result<Vec<site::Published>> {
    let started = Instant::now();
    let mut assets = wasm::bundles(quality)?;
    assets.extend(css::sheets(quality)?);
    let files = site::publish(assets, quality)?;
    println!("target/site is ready ({:.1?})", started.elapsed());
    Ok(files)
}

/// Builds the server and returns where its binary is.
pub fn server(quality: Quality) -> Result<PathBuf> {
    let (profile, folder) = match quality {
        Quality::Quick => ("dev", "debug"),
        Quality::Release => ("release", "release"),
    };
    repo::check(&mut repo::cargo(&["build", "--package", "server", "--bin", "remit", "--profile", profile]))?;
    Ok(repo::target().join(folder).join("remit"))
}
