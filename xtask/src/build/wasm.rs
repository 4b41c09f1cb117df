//! The two web bundles: cargo builds them for wasm, what only some pages of the dashboard need is split off,
//! wasm-bindgen writes their JavaScript, wasm-opt makes them small.

use super::{Asset, Quality, site::fingerprint, split};
use crate::repo;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

const BUNDLES: [&str; 2] = ["checkout", "dashboard"];
/// The bundle whose pages differ in what they need.
const SPLIT: &str = "dashboard";

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
    fn bind(&self, built: &Path, optimiser: Option<&Optimiser>) -> Result<Vec<Asset>> {
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
        let split = if self.name == SPLIT { Some(split::split(&input, &self.folder)?) } else { None };
        Bindgen::new()
            .input_path(split.as_ref().map_or(built, |split| &split.main))
            .out_name(self.name)
            .web(true)?
            // Chunks reach the main module through them.
            .keep_lld_exports(split.is_some())
            .omit_default_module_path(false)
            .typescript(false)
            .remove_producers_section(true)
            .remove_name_section(optimiser.is_some())
            .generate(&self.folder)?;
        self.refuse_snippets()?;
        if let Some(split) = split {
            split.join(&self.script())?;
        }
        if let Some(optimiser) = optimiser {
            for module in self.modules()? {
                optimiser.shrink(&module)?;
            }
        }
        fs::write(stamp, key)?;
        self.assets()
    }

    fn script(&self) -> PathBuf {
        self.folder.join(format!("{}.js", self.name))
    }

    /// The main module and the chunks.
    fn modules(&self) -> Result<Vec<PathBuf>> {
        let mut modules = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "wasm") {
                modules.push(path);
            }
        }
        modules.sort();
        Ok(modules)
    }

    fn assets(&self) -> Result<Vec<Asset>> {
        let script = fs::read(self.script())?;
        let mut assets = vec![Asset { name: format!("{}.js", self.name), bytes: script }];
        for module in self.modules()? {
            let stem = module.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let stem = stem.strip_suffix("_bg").unwrap_or(&stem);
            assets.push(Asset { name: format!("{stem}.wasm"), bytes: fs::read(&module)? });
        }
        Ok(assets)
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
