//! Makes sure there is a site to embed, so that the server compiles before the pages were ever built, compresses the
//! description of the API, and has the finished program stripped.

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
};

use flate2::{Compression, write::GzEncoder};

fn main() -> io::Result<()> {
    let site = Path::new("../target/site");
    let manifest = site.join("manifest.json");
    if !manifest.exists() {
        fs::create_dir_all(site)?;
        fs::write(&manifest, "{}\n")?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    // Cargo forgets the profile's `strip` for a package whose profile differs in anything, as this one's does.
    if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rustc-link-arg-bins=-Wl,--strip-all");
    }
    println!("cargo::rerun-if-changed={}", manifest.display());
    description(Path::new("../docs/openapi.json"))
}

/// Without the spaces that people need, and compressed: the program carries little of it.
fn description(document: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", document.display());
    let text: serde_json::Value = serde_json::from_slice(&fs::read(document)?)?;
    let place = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("openapi.json.gz");
    let mut packed = GzEncoder::new(fs::File::create(place)?, Compression::best());
    packed.write_all(text.to_string().as_bytes())?;
    packed.finish()?;
    Ok(())
}
