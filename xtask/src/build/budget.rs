//! What the pages and the binary weigh, against what they may.

use super::site::Published;
use anyhow::{Context, Result, bail};
use std::path::Path;

/// 1 KB is 1,000 bytes, the stricter reading.
const KB: usize = 1_000;
const MB: usize = 1_000 * KB;

/// A page and all that it loads.
struct Budget {
    page: &'static str,
    stems: &'static [&'static str],
    /// What the page may weigh.
    limit: usize,
}

const PAGES: [Budget; 3] = [
    Budget { page: "everything the checkout page loads", stems: &["checkout"], limit: 100 * KB },
    Budget { page: "everything the dashboard loads first", stems: &["dashboard"], limit: 250 * KB },
    Budget { page: "and with the form of a new link", stems: &["dashboard", "new_link"], limit: 340 * KB },
];

const BINARY_LIMIT: usize = 40 * MB;

/// Prints every file's weight and each page's total; a page over its budget is an error.
pub fn check_site(files: &[Published]) -> Result<()> {
    println!("\n{:<42} {:>10} {:>10}", "file", "raw KB", "brotli KB");
    for file in files {
        println!("{:<42} {:>10} {:>10}", file.name, kilobytes(file.raw), kilobytes(file.brotli));
    }
    let mut over = Vec::new();
    for budget in &PAGES {
        let loaded = || files.iter().filter(|file| is_loaded_by(&file.name, budget.stems));
        let (raw, brotli) = (loaded().map(|file| file.raw).sum(), loaded().map(|file| file.brotli).sum());
        let limit = kilobytes(budget.limit);
        println!("{:<42} {:>10} {:>10}  of {limit}", budget.page, kilobytes(raw), kilobytes(brotli));
        if brotli > budget.limit {
            over.push(format!("{} weighs {} KB, and may weigh {limit} KB", budget.page, kilobytes(brotli)));
        }
    }
    println!();
    if !over.is_empty() {
        bail!("{}", over.join("\n"));
    }
    Ok(())
}

/// Prints the binary's size; one over its budget is an error.
pub fn check_binary(binary: &Path) -> Result<()> {
    let size = std::fs::metadata(binary).with_context(|| format!("cannot read {}", binary.display()))?.len();
    let size = usize::try_from(size)?;
    println!("target/release/remit is ready: {} MB of {}", tenths(size, MB), tenths(BINARY_LIMIT, MB));
    if size > BINARY_LIMIT {
        bail!("the binary is larger than its budget");
    }
    Ok(())
}

/// The page's own files, and the favicon, which every page shows.
fn is_loaded_by(name: &str, stems: &[&str]) -> bool {
    let own = stems
        .iter()
        .any(|stem| ["css", "js", "wasm"].iter().any(|extension| name == format!("{stem}.{extension}")));
    own || name.starts_with("favicon.svg")
}

fn kilobytes(bytes: usize) -> String {
    tenths(bytes, KB)
}

/// Rounded up, so that nothing looks smaller than it is.
fn tenths(bytes: usize, unit: usize) -> String {
    let tenths = (bytes * 10).div_ceil(unit);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{Published, check_site, tenths};

    fn script(brotli: usize) -> Published {
        Published { name: "checkout.js".to_owned(), url: String::new(), raw: brotli, brotli }
    }

    #[test]
    fn a_page_within_its_budget_passes_and_one_byte_more_does_not() {
        assert!(check_site(&[script(100_000)]).is_ok());
        assert!(check_site(&[script(100_001)]).is_err());
    }

    #[test]
    fn weights_round_up() {
        assert_eq!(tenths(41_001, 1_000), "41.1");
        assert_eq!(tenths(1_000, 1_000), "1.0");
    }
}
