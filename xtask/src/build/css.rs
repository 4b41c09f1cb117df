//! The style sheets, each bundled from its entry file with everything it imports.

use super::{Asset, Quality};
use crate::repo;
use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use std::path::Path;

const SHEETS: [&str; 3] = ["checkout", "dashboard", "poster"];

/// Builds them all. One that is not written yet is an empty file, so that every page can name it.
pub fn sheets(quality: Quality) -> Result<Vec<Asset>> {
    let sheet = |name| {
        let entry = repo::root().join("style").join(format!("{name}.css"));
        let css = if entry.exists() { bundle(&entry, quality)? } else { String::new() };
        Ok(Asset { name: format!("{name}.css"), bytes: css.into_bytes() })
    };
    SHEETS.into_iter().map(sheet).collect()
}

/// No targets: nothing is rewritten for older browsers, so `light-dark()`, `oklch()` and nesting stay as written.
fn bundle(entry: &Path, quality: Quality) -> Result<String> {
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(entry)
        .map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    let minify = quality == Quality::Release;
    if minify {
        sheet.minify(MinifyOptions::default()).map_err(|error| anyhow!("{}: {error}", entry.display()))?;
    }
    Ok(sheet.to_css(PrinterOptions { minify, ..PrinterOptions::default() })?.code)
}

#[cfg(test)]
mod tests {
    use super::{Quality, bundle};

    #[test]
    fn imports_are_joined_and_modern_css_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("remit-css-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("tokens.css"), ":root { --ink: light-dark(#111, #eee); }").unwrap();
        let page = "@import 'tokens.css' layer(tokens);\n.a { color: oklch(60% 0.1 200); & b { margin-inline: 1px } }";
        std::fs::write(folder.join("page.css"), page).unwrap();
        let css = bundle(&folder.join("page.css"), Quality::Release).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(css.contains("@layer tokens"), "{css}");
        assert!(css.contains("light-dark(#111,#eee)"), "{css}");
        assert!(css.contains("oklch("), "{css}");
        assert!(css.contains("& b"), "{css}");
        assert!(!css.contains("@import"), "{css}");
    }
}
