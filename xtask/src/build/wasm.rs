//! The two web bundles: cargo builds them for wasm, wasm-bindgen writes their JavaScript, wasm-opt makes them small.

use super::{Asset, Quality, site::fingerprint};
use crate::repo;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const BUNDLES: [&str; 2] = ["checkout", "dashboard"];

/// Builds both bundles and returns their `.js` and `.wasm` files.
pub fn bundles(quality: Quality) -> Result<Vec<Asset>> {
    let profile = match quality {
        Quality::Quick => "wasm-dev",
        Quality::Release => "wasm-release",
    };
    repo::check(&mut repo::cargo(&[
        "build",
        "--package=checkout",
        "--package=dashboard",
        "--target=wasm32-unknown-unknown",
        "--profile",
        profile,
    ]))?;
    let optimiser = (quality == Quality::Release).then(Optimiser::find).flatten();
    let built = repo::target().join("wasm32-unknown-unknown").join(profile);
    let mut assets = Vec::new();
    for name in BUNDLES {
        let bundle = Bundle { name, folder: repo::target().join("bundles").join(profile).join(name) };
        assets.extend(bundle.bind(&built.join(format!("{name}.wasm")), optimiser.as_ref())?);
    }
    Ok(assets)
}

struct Bundle {
    name: &'static str,
    folder: PathBuf,
}

impl Bundle {
    /// The bundle made from what cargo built, anew only when that or the optimiser changed.
    fn bind(&self, built: &Path, optimiser: Option<&Optimiser>) -> Result<[Asset; 2]> {
        let input = fs::read(built).with_context(|| format!("cannot read {}", built.display()))?;
        let version = optimiser.map_or("no optimiser", |optimiser| optimiser.version.as_str());
        let key = format!("{} {version} {PASSES:?}", fingerprint(&input));
        let stamp = self.folder.join("made-from");
        if fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == key) {
            return self.assets();
        }
        println!("Binding the {} bundle", self.name);
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        Bindgen::new()
            .input_path(built)
            .out_name(self.name)
            .web(true)?
            .omit_default_module_path(false)
            .typescript(false)
            .remove_producers_section(true)
            .remove_name_section(optimiser.is_some())
            .generate(&self.folder)?;
        self.refuse_snippets()?;
        if let Some(optimiser) = optimiser {
            optimiser.shrink(&self.wasm())?;
        }
        fs::write(stamp, key)?;
        self.assets()
    }

    fn wasm(&self) -> PathBuf {
        self.folder.join(format!("{}_bg.wasm", self.name))
    }

    fn assets(&self) -> Result<[Asset; 2]> {
        let script = fs::read_to_string(self.folder.join(format!("{}.js", self.name)))?;
        Ok([
            Asset { name: format!("{}.wasm", self.name), bytes: fs::read(self.wasm())? },
            Asset { name: format!("{}.js", self.name), bytes: script.into_bytes() },
        ])
    }

    /// A dependency that brings JavaScript files of its own would need them published too.
    fn refuse_snippets(&self) -> Result<()> {
        if self.folder.join("snippets").exists() {
            bail!("the {} bundle imports JavaScript snippets, which the build does not publish", self.name);
        }
        Ok(())
    }
}

/// Small before fast; in between, what follows from all that is known of the whole program.
const PASSES: [&str; 3] = ["-Oz", "--gufa", "-Oz"];

/// `wasm-opt`, from `xtask/node_modules`.
struct Optimiser {
    program: PathBuf,
    version: String,
}

impl Optimiser {
    /// The optimiser, or `None` with a warning: the build works without it, only larger.
    fn find() -> Option<Self> {
        let program = repo::root().join("xtask/node_modules/.bin/wasm-opt");
        if let Ok(version) = repo::output(repo::command(&program).arg("--version")) {
            return Some(Self { program, version });
        }
        eprintln!("warning: wasm-opt is missing, so the bundles are larger than they should be");
        eprintln!("hint: xtask/setup.sh installs it");
        None
    }

    /// Makes a module smaller, in place. No feature flags: it reads the module's own list, and with more
    /// it emits what browsers refuse.
    fn shrink(&self, wasm: &Path) -> Result<()> {
        repo::check(repo::command(&self.program).args(PASSES).arg(wasm).arg("-o").arg(wasm))
    }
}
