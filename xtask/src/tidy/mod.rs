//! `cargo xtask tidy`: the rules of the house that no compiler checks.
//!
//! - `tree`: the files a check looks at; `rust` and `stylesheet`: what they are made of.
//! - `arrows`: who may depend on whom.
//! - `sizes`: files, components and server functions.
//! - `placement`: server functions, module docs, names.
//! - `updates`: a stateful UPDATE names the state it expects.
//! - `style`: colours, directions, and the pairs of style sheets and parts.
//! - `leftovers`: notes to oneself, and waiting by the clock in browser tests.

mod arrows;
mod leftovers;
mod placement;
mod rust;
mod sizes;
mod style;
mod stylesheet;
mod tree;
mod updates;

use crate::{generate, repo};
use anyhow::{Result, bail};
use std::fmt;
use tree::Tree;

/// A line that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    path: String,
    line: usize,
    message: String,
}

impl Violation {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.message)
    }
}

const CHECKS: [fn(&Tree) -> Vec<Violation>; 7] = [
    arrows::check,
    sizes::check,
    placement::check,
    updates::check,
    style::check,
    leftovers::check,
    generated,
];

/// Prints every violation; one or more is an error.
pub fn run() -> Result<()> {
    let tree = Tree::read(&repo::root())?;
    let mut violations: Vec<_> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    violations.sort();
    for violation in &violations {
        println!("{violation}");
    }
    if !violations.is_empty() {
        bail!("{} lines break a rule of the house", violations.len());
    }
    println!("{} files keep the rules of the house", tree.len());
    Ok(())
}

/// A generated document has to say what the code says now.
fn generated(tree: &Tree) -> Vec<Violation> {
    let stale = |document: &generate::Document| tree.text(document.path) != Some(document.text.as_str());
    generate::documents()
        .iter()
        .filter(|document| stale(document))
        .map(|document| Violation::new(document.path, 1, "is out of date: run cargo xtask generate"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Tree, Violation, generate, generated};

    #[test]
    fn a_violation_prints_as_a_place_an_editor_opens() {
        assert_eq!(Violation::new("app/src/lib.rs", 3, "too long").to_string(), "app/src/lib.rs:3: too long");
    }

    #[test]
    fn a_generated_document_must_be_current() {
        let documents = generate::documents();
        let current: Vec<_> =
            documents.iter().map(|document| (document.path, document.text.as_str())).collect();
        assert!(generated(&Tree::of(&current)).is_empty());
        let edited = Tree::of(&[(documents[0].path, "edited by hand")]);
        assert_eq!(generated(&edited).len(), documents.len());
    }
}
