//! Who may depend on whom: `server, app(ssr) → engine → domain`, and `bank` alone.

use super::Violation;
use super::rust::words;
use super::tree::{Source, Tree};
use toml::{Table, Value};

/// What a crate must not depend on, and why.
struct Ban {
    folder: &'static str,
    crates: &'static [&'static str],
    reason: &'static str,
}

const BANS: [Ban; 7] = [
    Ban {
        folder: "domain",
        crates: &["tokio", "sqlx", "reqwest", "chrono", "chrono-tz", "rand", "axum", "leptos", "async-trait"],
        reason: "domain is pure: no I/O, clock, randomness or async",
    },
    Ban {
        folder: "domain",
        crates: &["app", "bank", "engine", "server"],
        reason: "domain depends on nothing of ours",
    },
    Ban {
        folder: "bank",
        crates: &["app", "domain", "engine", "server"],
        reason: "the bank is an independent service: it depends on nothing of ours",
    },
    Ban { folder: "engine", crates: &["app", "server"], reason: "the engine knows neither pages nor HTTP" },
    Ban {
        folder: "app",
        crates: &["sqlx", "bank", "server"],
        reason: "pages go through the engine's operations",
    },
    Ban { folder: "server", crates: &["sqlx"], reason: "handlers go through the engine's operations" },
    Ban {
        folder: "frontend",
        crates: &["sqlx", "engine", "bank", "server", "tokio"],
        reason: "the browser gets the pages and nothing behind them",
    },
];

/// A room that must not name another.
struct Wall {
    folder: &'static str,
    word: &'static str,
    reason: &'static str,
}

const WALLS: [Wall; 5] = [
    Wall { folder: "engine/src/store/", word: "rails", reason: "store and rails never import each other" },
    Wall { folder: "engine/src/rails/", word: "store", reason: "store and rails never import each other" },
    Wall { folder: "engine/src/rails/", word: "sqlx", reason: "a rail knows no database" },
    Wall { folder: "server/", word: "sqlx", reason: "handlers go through the engine's operations" },
    Wall { folder: "app/", word: "sqlx", reason: "pages go through the engine's operations" },
];

/// Checks manifests and imports.
pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for manifest in tree.under("", "toml").filter(|file| file.path.ends_with("/Cargo.toml")) {
        violations.extend(check_manifest(manifest));
    }
    for wall in &WALLS {
        for file in tree.under(wall.folder, "rs") {
            let over = words(&file.code, wall.word).filter(|offset| is_path(&file.code, *offset, wall.word));
            violations.extend(over.map(|offset| {
                let message = format!("`{}` is on the other side of a wall: {}", wall.word, wall.reason);
                Violation::new(&file.path, file.line_of(offset), message)
            }));
        }
    }
    violations
}

fn check_manifest(file: &Source) -> Vec<Violation> {
    let Ok(manifest) = file.text.parse::<Table>() else {
        return vec![Violation::new(&file.path, 1, "is not valid TOML")];
    };
    let mut violations = Vec::new();
    for ban in BANS.iter().filter(|ban| file.path.starts_with(&format!("{}/", ban.folder))) {
        for name in dependencies(&manifest).filter(|name| ban.crates.contains(name)) {
            violations.push(Violation::new(
                &file.path,
                line_with(file, name),
                format!("{}: {name}", ban.reason),
            ));
        }
    }
    if file.path == "app/Cargo.toml" {
        violations.extend(check_app(file, &manifest));
    }
    violations
}

/// The engine reaches the pages through the feature `ssr` only, so the browser never gets it.
fn check_app(file: &Source, manifest: &Table) -> Vec<Violation> {
    let optional = |value: &Value| value.get("optional").and_then(Value::as_bool) == Some(true);
    let engine = manifest.get("dependencies").and_then(|table| table.get("engine"));
    let mut violations = Vec::new();
    if engine.is_some_and(|engine| !optional(engine)) {
        violations.push(Violation::new(&file.path, line_with(file, "engine"), "engine has to be optional"));
    }
    let features = manifest.get("features").and_then(Value::as_table).into_iter().flatten();
    for (name, enables) in features.filter(|(name, _)| *name != "ssr") {
        let names = enables.as_array().into_iter().flatten().filter_map(Value::as_str);
        if names.clone().any(|enabled| matches!(enabled, "engine" | "dep:engine" | "ssr")) {
            let message = format!("the feature {name} brings the engine: only ssr may");
            violations.push(Violation::new(&file.path, line_with(file, name), message));
        }
    }
    violations
}

/// Names of `[dependencies]`, and those of targets. Tests may use what they like.
fn dependencies(manifest: &Table) -> impl Iterator<Item = &str> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    let of_targets = targets.filter_map(|(_, target)| target.get("dependencies"));
    let tables = manifest.get("dependencies").into_iter().chain(of_targets).filter_map(Value::as_table);
    tables.flat_map(|table| table.keys().map(String::as_str))
}

fn line_with(file: &Source, name: &str) -> usize {
    file.text.lines().position(|line| line.starts_with(name)).map_or(1, |index| index + 1)
}

/// Whether the word is part of a path or an import, not a field or a variable.
fn is_path(code: &str, offset: usize, word: &str) -> bool {
    let after = code[offset + word.len()..].trim_start();
    let statement = code[..offset].rfind([';', '}']).map_or(0, |index| index + 1);
    let start = code[statement..offset].trim_start();
    let imported =
        start.starts_with("use ") || start.starts_with("pub use ") || start.starts_with("pub(crate) use ");
    after.starts_with("::") || imported
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};

    fn messages(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|violation| violation.to_string()).collect()
    }

    #[test]
    fn domain_is_pure() {
        assert!(messages("domain/Cargo.toml", "[dependencies]\nserde = \"1\"\n").is_empty());
        let found = messages("domain/Cargo.toml", "[dependencies]\nserde = \"1\"\ntokio.workspace = true\n");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("domain/Cargo.toml:3: domain is pure"), "{found:?}");
    }

    #[test]
    fn the_bank_stands_alone() {
        assert!(messages("bank/Cargo.toml", "[dependencies]\nsqlx = \"1\"\n").is_empty());
        assert_eq!(messages("bank/Cargo.toml", "[dependencies]\ndomain.workspace = true\n").len(), 1);
    }

    #[test]
    fn only_ssr_brings_the_engine() {
        let good = "[dependencies]\nengine = { workspace = true, optional = true }\n[features]\nssr = [\"dep:engine\"]\nhydrate = []\n";
        assert!(messages("app/Cargo.toml", good).is_empty());
        let eager = "[dependencies]\nengine = { workspace = true }\n";
        assert_eq!(messages("app/Cargo.toml", eager).len(), 1);
        let leaking =
            "[dependencies]\nengine = { optional = true }\n[features]\nhydrate = [\"dep:engine\"]\n";
        assert_eq!(messages("app/Cargo.toml", leaking).len(), 1);
    }

    #[test]
    fn store_and_rails_do_not_meet() {
        let wall = "engine/src/store/links.rs";
        assert!(messages(wall, "//! Not rails.\nuse crate::error::Error;\nlet rails = 1;\n").is_empty());
        assert_eq!(messages(wall, "use crate::rails::Rail;\n").len(), 1);
        assert_eq!(messages(wall, "use crate::{error, rails};\n").len(), 1);
        assert_eq!(messages("engine/src/rails/mod.rs", "fn a() { super::store::read() }\n").len(), 1);
    }

    #[test]
    fn handlers_know_no_sql() {
        assert!(messages("server/src/lib.rs", "use engine::Engine;\n").is_empty());
        assert_eq!(messages("server/src/lib.rs", "fn a() { sqlx::query(x) }\n").len(), 1);
    }
}
