//! Documents printed from code, so that they cannot say anything else than the code does.

use crate::{
    catalogue::{CATALOGUE, Entry},
    repo,
};
use anyhow::{Context, Result, bail};
use std::fs;

/// A generated document.
pub struct Document {
    /// Where it stands, from the root of the repository.
    pub path: &'static str,
    /// What it has to say.
    pub text: String,
}

/// Every generated document, as it should be.
pub fn documents() -> Vec<Document> {
    vec![
        Document { path: "docs/errors.md", text: errors() },
        Document { path: "docs/usage-lifecycle.md", text: usage_lifecycle() },
    ]
}

/// Set, the test that compares the description of the API with the code writes it instead.
const WRITE_OPENAPI: &str = "REMIT_WRITE_OPENAPI";

/// Writes the documents that are out of date; with `check` they are only named, as an error.
pub fn run(check: bool) -> Result<()> {
    plain(check)?;
    openapi(check)
}

/// The description of the API is made by the server's own types, so the server's tests make it.
fn openapi(check: bool) -> Result<()> {
    const TEST: &str = "openapi::the_document_is_what_the_code_says";
    let mut test = repo::cargo(&["test", "--quiet", "--test", "api", "--", "--exact", TEST]);
    if !check {
        test.env(WRITE_OPENAPI, "1");
    }
    repo::check(&mut test).context("docs/openapi.json is out of date\nhint: run cargo xtask generate")
}

/// Those that take no server to make.
fn plain(check: bool) -> Result<()> {
    let root = repo::root();
    let current = |document: &Document| {
        fs::read_to_string(root.join(document.path)).is_ok_and(|text| text == document.text)
    };
    let stale: Vec<_> = documents().into_iter().filter(|document| !current(document)).collect();
    if check && !stale.is_empty() {
        let paths: Vec<_> = stale.iter().map(|document| document.path).collect();
        bail!("out of date: {}\nhint: run cargo xtask generate", paths.join(", "));
    }
    for document in stale {
        let path = root.join(document.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, document.text)?;
        println!("wrote {}", document.path);
    }
    Ok(())
}

fn errors() -> String {
    let row = |entry: &Entry| {
        let Entry { code, status, title, advice } = entry;
        format!("| `{code}` | {status} | {title} | {advice} |\n")
    };
    let rows: String = CATALOGUE.iter().map(row).collect();
    format!(
        "# Errors

Every `code` that a reply of the API can carry, printed from the code by `cargo xtask generate`. A code never changes
its meaning; the words of `title` and `detail` may.

With `invalid_parameters`, each entry of `errors` has a code of its own: `missing`, `unknown_field`, `not_available` or
`invalid_` and the parameter's name are the common ones, and its `detail` says what is allowed. Where more than one rule says
no, their codes stand there too.

| code | status | what happened | what to do |
|---|---|---|---|
{rows}"
    )
}

fn usage_lifecycle() -> String {
    let table = domain::usage::transition::table();
    format!(
        "# The lifecycle of a usage

Every step of a payment attempt is decided by one function, `domain::usage::transition`. This page is printed
from it by `cargo xtask generate`: all states, all events, and what comes of each pair.

- **Unchanged**: the event was seen before or changes nothing. Repeating it is a success.
- **Refused**: nothing is written, and the caller gets the code.
- **Effects** are written in the same transaction as the new state.

{}\n",
        table.trim_end()
    )
}

#[cfg(test)]
mod tests {
    use super::{CATALOGUE, errors, usage_lifecycle};

    #[test]
    fn the_errors_have_a_row_for_each_code() {
        let text = errors();
        for entry in CATALOGUE {
            let row = format!("| `{}` | {} |", entry.code, entry.status);
            assert!(text.contains(&row) && text.contains(entry.advice), "{row}");
        }
    }

    #[test]
    fn the_lifecycle_shows_a_row_for_each_pair() {
        let pairs = domain::usage::UsageState::ALL.len() * domain::usage::UsageEvent::ALL.len();
        let rows = usage_lifecycle().lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(rows, pairs + 1, "one row for each pair, and the heading");
    }
}
