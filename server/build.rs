//! Makes sure there is a site to embed, so that the server compiles before the pages were ever built.

use std::{fs, io, path::Path};

fn main() -> io::Result<()> {
    let site = Path::new("../target/site");
    let manifest = site.join("manifest.json");
    if !manifest.exists() {
        fs::create_dir_all(site)?;
        fs::write(&manifest, "{}\n")?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", manifest.display());
    Ok(())
}
