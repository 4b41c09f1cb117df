//! How long files, components and server functions may be. A limit is where to stop and think.
//!
//! Clippy measures functions, but sees neither components nor how long a file is.

use super::Violation;
use super::rust::{functions_with, test_modules};
use super::tree::{Source, Tree};

const FILE: usize = 300;
const SQL_FILE: usize = 400;
const COMPONENT: usize = 60;
const SERVER_FUNCTION: usize = 25;

/// Checks every Rust file.
pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in tree.under("", "rs").filter(|file| !file.is_test) {
        violations.extend(long_file(file));
        violations.extend(long_functions(file, "#[component", COMPONENT, "component"));
        violations.extend(long_functions(file, "#[server", SERVER_FUNCTION, "server function"));
    }
    violations
}

/// Tests do not count: they may be as thorough as they like.
fn long_file(file: &Source) -> Option<Violation> {
    let tests: usize =
        test_modules(&file.code).into_iter().map(|module| file.text[module.range].lines().count()).sum();
    let lines = file.text.lines().count() - tests;
    let limit = if file.path.starts_with("engine/src/store/") { SQL_FILE } else { FILE };
    let message = format!("{lines} lines without tests, of {limit} at most: split it by meaning");
    (lines > limit).then(|| Violation::new(&file.path, limit, message))
}

/// Lines of the body that hold code.
fn long_functions(file: &Source, attribute: &str, limit: usize, kind: &str) -> Vec<Violation> {
    let measure = |body: std::ops::Range<usize>| {
        // The lines of the two braces are not the body's.
        let lines = file.code[body].lines().filter(|line| !line.trim().is_empty()).count();
        lines.saturating_sub(2)
    };
    functions_with(&file.code, attribute)
        .into_iter()
        .map(|function| (file.line_of(function.offset), function.name, measure(function.body)))
        .filter(|(_, _, lines)| *lines > limit)
        .map(|(line, name, lines)| {
            let message = format!("the {kind} {name} has {lines} lines, of {limit} at most");
            Violation::new(&file.path, line, message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{COMPONENT, FILE, SERVER_FUNCTION, SQL_FILE, Tree, check};

    fn count(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_file_has_a_limit_and_a_file_of_sql_a_larger_one() {
        assert_eq!(count("app/src/a.rs", &"//! a\n".repeat(FILE)), 0);
        assert_eq!(count("app/src/a.rs", &"//! a\n".repeat(FILE + 1)), 1);
        assert_eq!(count("engine/src/store/a.rs", &"//! a\n".repeat(SQL_FILE)), 0);
        assert_eq!(count("engine/src/store/a.rs", &"//! a\n".repeat(SQL_FILE + 1)), 1);
    }

    #[test]
    fn tests_do_not_count() {
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "fn a() {}\n".repeat(FILE));
        assert_eq!(count("app/src/a.rs", &tests), 0);
        assert_eq!(count("server/tests/api/a.rs", &"//! a\n".repeat(FILE + 1)), 0);
    }

    #[test]
    fn a_component_and_a_server_function_have_limits() {
        let function = |attribute: &str, lines| {
            format!("#[{attribute}]\nfn A() -> V {{\n{}\n    // why\n}}\n", "    a();\n".repeat(lines))
        };
        assert_eq!(count("app/src/a.rs", &function("component", COMPONENT)), 0);
        assert_eq!(count("app/src/a.rs", &function("component", COMPONENT + 1)), 1);
        assert_eq!(count("app/src/a.rs", &function("server", SERVER_FUNCTION)), 0);
        assert_eq!(count("app/src/a.rs", &function("server(input = Json)", SERVER_FUNCTION + 1)), 1);
    }
}
