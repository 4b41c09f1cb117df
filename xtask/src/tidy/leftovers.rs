//! What should not outlive an afternoon: notes to oneself, debug prints, and waiting by the clock in browser tests.

use super::Violation;
use super::tree::Tree;

/// Each is put together here, so that this file does not find itself.
const NOTES: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("HA", "CK:")];
const DEBUG: [&str; 3] = [concat!("dbg", "!("), concat!("todo", "!("), concat!("unimplemented", "!(")];
const CLOCK: &str = concat!("waitFor", "Timeout");

/// Checks Rust, CSS, SQL and TypeScript.
pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for extension in ["rs", "css", "sql", "ts"] {
        for file in tree.under("", extension) {
            for (index, line) in file.text.lines().enumerate() {
                let mut found =
                    |message: String| violations.push(Violation::new(&file.path, index + 1, message));
                for note in NOTES.iter().filter(|note| line.contains(**note)) {
                    found(format!("{note}: finish it, or open an issue"));
                }
                for debug in DEBUG.iter().filter(|debug| extension == "rs" && line.contains(**debug)) {
                    found(format!("{debug}…) is for the desk, not for the tree"));
                }
                if extension == "ts" && line.contains(CLOCK) {
                    found("wait for a condition, never for time".to_owned());
                }
            }
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::{CLOCK, DEBUG, NOTES, Tree, check};

    #[test]
    fn notes_and_debug_prints_are_found() {
        assert!(check(&Tree::of(&[("app/src/a.rs", "//! Nothing to do.\n")])).is_empty());
        for leftover in NOTES.iter().chain(&DEBUG) {
            let text = format!("//! A.\n// {leftover}\n");
            let found = check(&Tree::of(&[("app/src/a.rs", &text)]));
            assert_eq!(found.len(), 1, "{leftover}");
            assert_eq!(found[0].line, 2);
        }
    }

    #[test]
    fn browser_tests_wait_for_conditions() {
        let text = format!("await page.{CLOCK}(100)\n");
        assert_eq!(check(&Tree::of(&[("end2end/specs/a.spec.ts", &text)])).len(), 1);
        assert!(
            check(&Tree::of(&[("end2end/specs/a.spec.ts", "await expect(row).toBeVisible()\n")])).is_empty()
        );
    }
}
