//! The ready file: what a test or a supervisor needs to know of a server that listens.

use std::{fs, io::Write as _, path::Path};

use anyhow::Context as _;
use serde::Serialize;

/// What the file holds; the demo's facts are `null` without a demo.
#[derive(Debug, Serialize)]
pub(super) struct Ready<'a> {
    pub url: &'a str,
    pub api_key: Option<&'a str>,
    pub owner_email: Option<&'a str>,
    pub owner_password: Option<&'a str>,
    pub sample_link_url: Option<&'a str>,
}

impl Ready<'_> {
    /// Writes the file whole or not at all.
    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        write_private(path, &serde_json::to_vec_pretty(self)?)
    }
}

/// Writes a file that only its owner can read, so that no reader ever sees half of it.
pub(super) fn write_private(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = Path::new(&name);
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(part)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(part, path));
    written.with_context(|| format!("cannot write {}", path.display()))
}
