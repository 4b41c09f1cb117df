//! Every UPDATE of a stateful table names the state it expects, so that zero rows is a conflict and never a success.
//!
//! The rule: a table is stateful when a migration gives it a `status`, a `state`, or a moment that ends
//! something, such as `disabled_at`. The WHERE of its UPDATEs has to compare a column that is no id: its state,
//! a count, or a value that is still NULL. One that rightly does not says why, in the statement:
//! `-- unguarded: reason`.

use super::Violation;
use super::rust::{test_modules, words};
use super::tree::{Source, Tree};
use std::collections::BTreeMap;

/// Moments that end nothing: they may be written at any time.
const NEUTRAL_MOMENTS: [&str; 5] = ["created_at", "updated_at", "started_at", "expires_at", "occurred_at"];
const NEUTRAL_PREFIXES: [&str; 2] = ["last_", "next_"];
const NOTE: &str = "-- unguarded: ";

/// The columns of the stateful tables that can guard an UPDATE.
type Guards = BTreeMap<String, Vec<String>>;

/// Checks the SQL of the engine, outside its tests.
pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut tables = Guards::new();
    for migration in tree.under("engine/migrations/", "sql") {
        read_tables(&migration.text, &mut tables);
    }
    let mut violations = Vec::new();
    for file in tree.under("engine/src/", "rs").filter(|file| !file.is_test) {
        let tests = test_modules(&file.code);
        let product = |offset| !tests.iter().any(|test| test.range.contains(offset));
        for literal in file.literals.iter().filter(|literal| product(&literal.offset)) {
            violations.extend(unguarded(file, literal.offset, &literal.text, &tables));
        }
    }
    violations
}

fn unguarded(file: &Source, offset: usize, sql: &str, tables: &Guards) -> Vec<Violation> {
    let mut violations = Vec::new();
    for at in words(sql, "UPDATE") {
        let statement = sql[at..].split(';').next().unwrap_or_default();
        let table = table_of(statement);
        let Some(guards) = tables.get(table) else {
            continue;
        };
        let noted = statement.split(NOTE).nth(1).is_some_and(|reason| !reason.trim().is_empty());
        let condition = statement.rsplit_once("WHERE").map_or("", |(_, condition)| condition);
        let condition = condition.split("RETURNING").next().unwrap_or_default();
        let guarded = guards.iter().any(|column| words(condition, column).next().is_some());
        if !guarded && !noted {
            let message = format!(
                "the UPDATE of {table} expects no state: add one to WHERE, or say why with `{NOTE}…`"
            );
            violations.push(Violation::new(&file.path, file.line_of(offset + at), message));
        }
    }
    violations
}

/// The table an UPDATE names.
fn table_of(statement: &str) -> &str {
    let rest = statement.trim_start_matches("UPDATE").trim_start();
    let end = rest.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(rest.len());
    &rest[..end]
}

/// Adds the stateful tables that a migration makes.
fn read_tables(migration: &str, tables: &mut Guards) {
    let sql = without_comments(migration);
    for statement in sql.split(';') {
        let statement = statement.trim().trim_start_matches("CREATE TABLE").trim();
        let statement = statement.trim_start_matches("IF NOT EXISTS").trim();
        let Some((name, body)) = statement.split_once('(') else {
            continue;
        };
        let name = name.trim();
        if name.contains(char::is_whitespace) {
            continue;
        }
        let columns = columns(body);
        if columns.iter().any(|column| is_state(column)) {
            tables.insert(name.to_owned(), columns.into_iter().filter(|column| !is_key(column)).collect());
        }
    }
}

fn without_comments(sql: &str) -> String {
    sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The first word of each definition, those in inner parentheses left out.
fn columns(body: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut definitions = vec![String::new()];
    for next in body.chars() {
        depth += i32::from(next == '(') - i32::from(next == ')');
        match (next, definitions.last_mut()) {
            (',', _) if depth == 0 => definitions.push(String::new()),
            (_, Some(definition)) => definition.push(next),
            _ => {}
        }
    }
    definitions
        .iter()
        .filter_map(|definition| definition.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

fn is_state(column: &str) -> bool {
    let neutral =
        NEUTRAL_MOMENTS.contains(&column) || NEUTRAL_PREFIXES.iter().any(|prefix| column.starts_with(prefix));
    matches!(column, "status" | "state") || (column.ends_with("_at") && !neutral)
}

/// Says which row, not how it stands.
fn is_key(column: &str) -> bool {
    column == "id" || column.ends_with("_id") || column == "mode"
}

#[cfg(test)]
mod tests {
    use super::{Tree, check};

    const MIGRATION: &str = "-- Attempts.\nCREATE TABLE usages (\n id BLOB PRIMARY KEY,\n status TEXT NOT NULL CHECK (status IN ('a', 'b')),\n expires_at BIGINT\n);\nCREATE TABLE links (id BLOB, account_id BLOB, disabled_at BIGINT, name TEXT, started BIGINT);\nCREATE TABLE customers (id BLOB, name TEXT, updated_at BIGINT);\nCREATE INDEX usages_status ON usages (status);\n";

    fn count(sql: &str) -> usize {
        let rust = format!("//! SQL.\nconst A: &str = \"{sql}\";\n");
        check(&Tree::of(&[
            ("engine/migrations/sqlite/0001_a.sql", MIGRATION),
            ("engine/src/store/a.rs", &rust),
        ]))
        .len()
    }

    #[test]
    fn an_update_of_a_stateful_table_names_a_state() {
        assert_eq!(count("UPDATE usages SET status = $1 WHERE id = $2 AND status = $3"), 0);
        assert_eq!(count("UPDATE usages SET status = $1 WHERE id = $2"), 1);
        assert_eq!(count("UPDATE links SET disabled_at = $1 WHERE id = $2 AND account_id = $3"), 1);
        assert_eq!(count("UPDATE links SET started = started - 1 WHERE id = $1 AND started > 0"), 0);
        assert_eq!(count("UPDATE usages SET status = $1 WHERE id = $2 RETURNING status"), 1);
        assert_eq!(count("UPDATE links SET disabled_at = $1 WHERE id = $2 AND disabled_at IS NULL"), 0);
        assert_eq!(count("UPDATE links\\\n   SET name = $1\\n WHERE id = $2"), 1);
    }

    #[test]
    fn a_table_without_states_may_change_at_any_time() {
        assert_eq!(count("UPDATE customers SET name = $1 WHERE id = $2"), 0);
        assert_eq!(
            count("INSERT INTO usages (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET status = $2"),
            0
        );
    }

    #[test]
    fn an_exception_gives_its_reason() {
        assert_eq!(count("UPDATE links SET name = $1 WHERE id = $2 -- unguarded: the last edit wins"), 0);
        assert_eq!(count("UPDATE links SET name = $1 WHERE id = $2 -- unguarded: "), 1);
    }

    #[test]
    fn tests_may_write_what_they_need() {
        let rust =
            "//! A.\n#[cfg(test)]\nmod tests { const A: &str = \"UPDATE usages SET status = 'a'\"; }\n";
        let tree =
            Tree::of(&[("engine/migrations/sqlite/0001_a.sql", MIGRATION), ("engine/src/store/a.rs", rust)]);
        assert!(check(&tree).is_empty());
    }
}
