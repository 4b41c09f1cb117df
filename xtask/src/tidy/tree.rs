//! The files the checks look at, read once.

use super::rust::{self, Literal};
use super::stylesheet;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

const FOLDERS: [&str; 10] =
    ["app", "bank", "docs", "domain", "end2end", "engine", "frontend", "server", "style", "xtask"];
const EXTENSIONS: [&str; 6] = ["css", "md", "rs", "sql", "toml", "ts"];
const SKIPPED: [&str; 4] = ["node_modules", "playwright-report", "target", "test-results"];

/// One file.
pub struct Source {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
    /// The same length, with comments and the inside of strings blank.
    pub code: String,
    /// The strings of a Rust file.
    pub literals: Vec<Literal>,
    /// A file of tests only: what is said about length and structure of the product is not said of it.
    pub is_test: bool,
}

/// All files.
pub struct Tree {
    files: Vec<Source>,
}

impl Tree {
    /// Reads the repository.
    pub fn read(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for folder in FOLDERS {
            collect(root, &root.join(folder), &mut files)?;
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self::with(files))
    }

    /// A tree of these paths and contents.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| Source::new((*path).to_owned(), (*text).to_owned()));
        Self::with(files.collect())
    }

    /// Marks the files of tests: by their folder, or because a module of tests is in a file of its own.
    fn with(mut files: Vec<Source>) -> Self {
        let mut tests = Vec::new();
        for file in &files {
            let folder = file.module_folder();
            let modules = rust::test_modules(&file.code).into_iter().filter(|module| module.in_own_file);
            tests.extend(modules.map(|module| format!("{folder}/{}", module.name)));
        }
        let below = |path: &str, module: &String| {
            path.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        for file in &mut files {
            let by_folder = file.path.contains("/tests/") || file.path.starts_with("end2end/");
            file.is_test = by_folder || tests.iter().any(|module| below(&file.path, module));
        }
        Self { files }
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// The files below a folder (given with its `/`, or empty for all) with this extension.
    pub fn under<'a>(&'a self, folder: &'a str, extension: &'a str) -> impl Iterator<Item = &'a Source> {
        let wanted = move |file: &&Source| file.path.starts_with(folder) && file.extension() == extension;
        self.files.iter().filter(wanted)
    }

    /// The content of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }
}

impl Source {
    fn new(path: String, text: String) -> Self {
        let (code, literals) = match path.rsplit_once('.') {
            Some((_, "rs")) => rust::blank(&text),
            Some((_, "css")) => (stylesheet::blank(&text), Vec::new()),
            _ => (text.clone(), Vec::new()),
        };
        Self { path, text, code, literals, is_test: false }
    }

    /// The line (from 1) of a byte of the text.
    pub fn line_of(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }

    /// The name without folder and extension.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Where the modules that this file declares are: beside `mod.rs`, `lib.rs` and `main.rs`, else below.
    fn module_folder(&self) -> String {
        let (folder, _) = self.path.rsplit_once('/').unwrap_or_default();
        match self.stem() {
            "mod" | "lib" | "main" => folder.to_owned(),
            stem => format!("{folder}/{stem}"),
        }
    }

    fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<Source>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !SKIPPED.contains(&name.as_str()) {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|own| EXTENSIONS.iter().any(|wanted| own == *wanted)) {
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let path = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.push(Source::new(path, text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn a_module_of_tests_may_be_a_file() {
        let declares = "//! A.\n#[cfg(test)]\nmod scenarios;\nmod start;\n";
        let tree = Tree::of(&[
            ("engine/src/usages/mod.rs", declares),
            ("engine/src/usages/scenarios.rs", ""),
            ("engine/src/usages/scenarios/late.rs", ""),
            ("engine/src/usages/start.rs", ""),
        ]);
        let tests: Vec<_> = tree.under("", "rs").map(|file| file.is_test).collect();
        assert_eq!(tests, [false, true, true, false]);
    }
}
