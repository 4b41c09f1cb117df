//! Everything in its place: server functions in `actions.rs`, a doc at the top of each file, names that say something.

use super::Violation;
use super::rust::{functions_with, test_modules, words};
use super::tree::{Source, Tree};

/// They say nothing about what a thing is for.
const EMPTY_ENDINGS: [&str; 5] = ["Manager", "Helper", "Util", "Data", "Info"];
const EMPTY_FILES: [&str; 9] =
    ["common", "data", "helper", "helpers", "info", "manager", "misc", "util", "utils"];

/// Checks every Rust file.
pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in tree.under("", "rs") {
        violations.extend(stray_server_functions(file));
        violations.extend(missing_doc(file));
        violations.extend(empty_names(file));
    }
    violations
}

/// One place shows all that the browser may call.
fn stray_server_functions(file: &Source) -> Vec<Violation> {
    if file.stem() == "actions" {
        return Vec::new();
    }
    let stray = |function: super::rust::Function| {
        let message = format!("the server function {} belongs in an actions.rs", function.name);
        Violation::new(&file.path, file.line_of(function.offset), message)
    };
    functions_with(&file.code, "#[server").into_iter().map(stray).collect()
}

fn missing_doc(file: &Source) -> Option<Violation> {
    let first = file.text.lines().find(|line| !line.trim().is_empty());
    let documented = first.is_some_and(|line| line.starts_with("//! "));
    (!documented)
        .then(|| Violation::new(&file.path, 1, "a file opens with a //! doc that says what it is for"))
}

fn empty_names(file: &Source) -> Vec<Violation> {
    let mut violations = Vec::new();
    if EMPTY_FILES.contains(&file.stem()) {
        let message = format!("`{}` says nothing: name the file for what it does", file.stem());
        violations.push(Violation::new(&file.path, 1, message));
    }
    let tests = test_modules(&file.code);
    for keyword in ["struct", "enum", "trait"] {
        for offset in
            words(&file.code, keyword).filter(|offset| !tests.iter().any(|test| test.range.contains(offset)))
        {
            let rest = file.code[offset + keyword.len()..].trim_start();
            let name: String = rest.chars().take_while(|next| next.is_alphanumeric()).collect();
            if EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
                let message = format!("`{name}` says nothing: name it for what it does");
                violations.push(Violation::new(&file.path, file.line_of(offset), message));
            }
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};

    fn count(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn server_functions_live_in_actions() {
        let text = "//! Links.\n#[server]\npub async fn disable(id: String) -> Result<(), E> { ok() }\n";
        assert_eq!(count("app/src/dashboard/links/actions.rs", text), 0);
        assert_eq!(count("app/src/dashboard/links/mod.rs", text), 1);
        assert_eq!(count("app/src/dashboard/links/mod.rs", "//! A comment about #[server] functions.\n"), 0);
    }

    #[test]
    fn a_file_opens_with_its_doc() {
        assert_eq!(count("app/src/a.rs", "//! What it is for.\n"), 0);
        assert_eq!(count("app/src/a.rs", "// Not a doc.\n"), 1);
        assert_eq!(count("app/src/a.rs", ""), 1);
    }

    #[test]
    fn names_say_something() {
        assert_eq!(count("app/src/clock.rs", "//! Time.\nstruct Clock;\n"), 0);
        assert_eq!(count("app/src/utils.rs", "//! Things.\n"), 1);
        assert_eq!(count("app/src/clock.rs", "//! Time.\npub struct ClockManager;\n"), 1);
    }
}
