//! `target/site`: every file under a name that carries its content's hash, so browsers may keep it for ever,
//! with brotli and gzip copies beside it, and `manifest.json`, which maps the names pages use to URLs.
//!
//! A URL is always the path in `target/site`. Files that browsers ask for by a fixed name keep theirs.

use super::{Asset, Quality};
use crate::repo;
use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Asked for by these names, so they cannot carry a hash.
const FIXED_NAMES: [&str; 3] = ["robots.txt", "favicon.ico", ".well-known/security.txt"];

/// Compressed already, so a compressed copy would gain nothing.
const DENSE: [&str; 6] = ["png", "jpg", "webp", "avif", "woff2", "ico"];

/// A file of the site as it stands in `target/site`.
pub struct Published {
    /// The name in the manifest, for example `checkout.js`.
    pub name: String,
    /// The URL on the server, for example `/assets/checkout.0123456789abcdef.js`.
    pub url: String,
    /// Bytes as they are.
    pub raw: usize,
    /// Bytes as most browsers load them.
    pub brotli: usize,
}

/// Writes the assets and everything in `public/` to `target/site`, and removes what is no longer part of it.
pub fn publish(mut assets: Vec<Asset>, quality: Quality) -> Result<Vec<Published>> {
    start_bundles(&mut assets);
    assets.extend(static_files(&repo::root().join("public"))?);
    let site = repo::target().join("site");
    let mut kept = BTreeSet::from([site.join("manifest.json")]);
    let mut published = Vec::new();
    for asset in &assets {
        published.push(place(asset, &site, quality, &mut kept)?);
    }
    let manifest: BTreeMap<_, _> = published.iter().map(|file| (&file.name, &file.url)).collect();
    write_if_new(&site.join("manifest.json"), &serde_json::to_vec_pretty(&manifest)?)?;
    remove_all_but(&site, &kept)?;
    Ok(published)
}

/// Sixteen hex digits that stand for the content.
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Makes each script load its module, and the chunks split off it, by their hashed names and start by
/// itself: a page needs only `<script type="module" src="…">`, and no inline script.
fn start_bundles(assets: &mut [Asset]) {
    let modules: Vec<_> = assets
        .iter()
        .filter_map(|asset| Some((asset.name.strip_suffix(".wasm")?.to_owned(), hashed_name(asset))))
        .collect();
    for script in assets {
        let Some(name) = script.name.strip_suffix(".js") else { continue };
        let mut text = String::from_utf8_lossy(&script.bytes).into_owned();
        for (stem, hashed) in &modules {
            if name == stem {
                text = text.replace(&format!("{stem}_bg.wasm"), hashed) + "__wbg_init();\n";
            } else {
                text = text.replace(&format!("./{stem}.wasm"), hashed);
            }
        }
        script.bytes = text.into_bytes();
    }
}

fn hashed_name(asset: &Asset) -> String {
    let hash = fingerprint(&asset.bytes);
    match asset.name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{}.{hash}", asset.name),
    }
}

fn place(asset: &Asset, site: &Path, quality: Quality, kept: &mut BTreeSet<PathBuf>) -> Result<Published> {
    let fixed = FIXED_NAMES.contains(&asset.name.as_str());
    let path = if fixed { asset.name.clone() } else { format!("assets/{}", hashed_name(asset)) };
    let file = site.join(&path);
    write_if_new(&file, &asset.bytes)?;
    let mut brotli = asset.bytes.len();
    let dense = file.extension().is_some_and(|extension| DENSE.iter().any(|dense| extension == *dense));
    if quality == Quality::Release && !dense {
        let copies = [beside(&file, "br"), beside(&file, "gz")];
        // A fixed name says nothing about the content, so only a hashed name's copies are known to be current.
        if fixed || copies.iter().any(|copy| !copy.exists()) {
            write_if_new(&copies[0], &brotli_of(&asset.bytes)?)?;
            write_if_new(&copies[1], &gzip_of(&asset.bytes)?)?;
        }
        brotli = usize::try_from(fs::metadata(&copies[0])?.len())?;
        kept.extend(copies);
    }
    kept.insert(file);
    Ok(Published { name: asset.name.clone(), url: format!("/{path}"), raw: asset.bytes.len(), brotli })
}

fn beside(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn brotli_of(bytes: &[u8]) -> Result<Vec<u8>> {
    let settings =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &settings)?;
    Ok(compressed)
}

fn gzip_of(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// An unchanged file keeps its time, so cargo does not embed the site again for nothing.
fn write_if_new(file: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

fn static_files(folder: &Path) -> Result<Vec<Asset>> {
    let mut assets = Vec::new();
    for file in files_under(folder)? {
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        assets.push(Asset { name, bytes: fs::read(&file)? });
    }
    Ok(assets)
}

fn remove_all_but(folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<()> {
    for file in files_under(folder)? {
        if !kept.contains(&file) {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_under(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{Asset, hashed_name, start_bundles};

    fn asset(name: &str, content: &str) -> Asset {
        Asset { name: name.to_owned(), bytes: content.as_bytes().to_vec() }
    }

    #[test]
    fn a_script_loads_its_modules_by_their_hashed_names_and_starts() {
        let glue = "url = new URL('checkout_bg.wasm', import.meta.url);\nexport { __wbg_init as default };\n";
        let glue = format!("{glue}fetch(new URL(\"./new_link.wasm\", import.meta.url));\n");
        let mut assets =
            [asset("checkout.wasm", "module"), asset("new_link.wasm", "chunk"), asset("checkout.js", &glue)];
        let (module, chunk) = (hashed_name(&assets[0]), hashed_name(&assets[1]));
        start_bundles(&mut assets);
        let script = String::from_utf8(assets[2].bytes.clone()).unwrap();
        assert!(script.contains(&format!("new URL('{module}', import.meta.url)")), "{script}");
        assert!(script.contains(&format!("fetch(new URL(\"{chunk}\", import.meta.url))")), "{script}");
        assert!(script.ends_with("__wbg_init();\n"), "{script}");
    }

    #[test]
    fn a_name_changes_with_the_content_and_only_then() {
        assert_eq!(hashed_name(&asset("a.css", "1")), hashed_name(&asset("a.css", "1")));
        assert_ne!(hashed_name(&asset("a.css", "1")), hashed_name(&asset("a.css", "2")));
        assert!(hashed_name(&asset("icons/pay.svg", "")).starts_with("icons/pay."));
    }
}
