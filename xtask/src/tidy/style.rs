//! Style sheets: colours come from the tokens, nothing says left or right (Arabic reads the other way), and each
//! part of the pages has its sheet under the same name.

use super::Violation;
use super::stylesheet::{Declaration, declarations};
use super::tree::Tree;
use std::collections::BTreeSet;

const TOKENS: &str = "style/tokens.css";
const SHEETS: &str = "style/parts/";
const PARTS: &str = "app/src/ui/";

/// A part that needs no sheet says so in its module doc.
const NO_STYLE: &str = "//! No style of its own";

const COLOUR_FUNCTIONS: [&str; 9] =
    ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
const COLOUR_NAMES: [&str; 18] = [
    "aqua", "black", "blue", "crimson", "cyan", "gold", "gray", "green", "grey", "magenta", "navy", "orange",
    "pink", "purple", "red", "teal", "white", "yellow",
];
const PHYSICAL_VALUES: [&str; 3] = ["text-align", "float", "clear"];

/// Checks every sheet and the pairs.
pub fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = pairs(tree);
    for file in tree.under("style/", "css") {
        for declaration in declarations(&file.code) {
            let line = file.line_of(declaration.offset);
            if file.path != TOKENS
                && let Some(colour) = raw_colour(declaration.value)
            {
                let message = format!("the raw colour {colour}: name it in {TOKENS} and use the token");
                violations.push(Violation::new(&file.path, line, message));
            }
            if let Some(logical) = logical_form(&declaration) {
                let message = format!("{} says left or right: use {logical}", declaration.property);
                violations.push(Violation::new(&file.path, line, message));
            }
        }
    }
    violations
}

/// The colour written out in a value. `transparent`, `currentColor` and the system's own are not raw.
fn raw_colour(value: &str) -> Option<&str> {
    let boundary = |next: char| next.is_whitespace() || matches!(next, ',' | '(' | ')' | '/');
    let word = value.split(boundary).find(|word| is_hex(word) || COLOUR_NAMES.contains(word));
    let function = || COLOUR_FUNCTIONS.into_iter().find(|name| calls(value, name));
    word.or_else(function)
}

fn is_hex(word: &str) -> bool {
    word.strip_prefix('#')
        .is_some_and(|digits| digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn calls(value: &str, function: &str) -> bool {
    let starts_word =
        |at: usize| !value[..at].ends_with(|before: char| before.is_alphanumeric() || before == '-');
    value.match_indices(function).any(|(at, _)| starts_word(at))
}

/// What to write instead of a declaration that says left or right.
fn logical_form(declaration: &Declaration<'_>) -> Option<String> {
    let Declaration { property, value, .. } = declaration;
    if property.starts_with("--") {
        return None;
    }
    let sides: Vec<_> = property.split('-').collect();
    if let ["left" | "right"] = sides[..] {
        return Some("inset-inline-start or inset-inline-end".to_owned());
    }
    if let ["border", "top" | "bottom", "left" | "right", "radius"] = sides[..] {
        return Some("border-start-start-radius and its like".to_owned());
    }
    if sides.iter().any(|side| matches!(*side, "left" | "right")) {
        return Some(property.replace("left", "inline-start").replace("right", "inline-end"));
    }
    let physical = PHYSICAL_VALUES.contains(property) && matches!(*value, "left" | "right");
    physical.then(|| {
        if *property == "text-align" { "start or end" } else { "inline-start or inline-end" }.to_owned()
    })
}

/// `style/parts/button.css` belongs to `app/src/ui/button.rs`, and the other way round.
fn pairs(tree: &Tree) -> Vec<Violation> {
    let sheets: BTreeSet<_> = tree.under(SHEETS, "css").map(super::tree::Source::stem).collect();
    let parts: BTreeSet<_> = tree.under(PARTS, "rs").filter_map(|file| part_of(&file.path)).collect();
    let styled =
        |part: &&str| !tree.text(&format!("{PARTS}{part}.rs")).is_some_and(|text| text.contains(NO_STYLE));
    let mut violations = Vec::new();
    for sheet in sheets.difference(&parts) {
        let message = format!("has no part {PARTS}{sheet}.rs: a sheet and its part share a name");
        violations.push(Violation::new(&format!("{SHEETS}{sheet}.css"), 1, message));
    }
    for part in parts.difference(&sheets).copied().filter(styled) {
        let message = format!("has no sheet {SHEETS}{part}.css; if it needs none, open with `{NO_STYLE}: …`");
        violations.push(Violation::new(&format!("{PARTS}{part}.rs"), 1, message));
    }
    violations
}

/// `button` for `app/src/ui/button.rs` and all of `app/src/ui/button/`.
fn part_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix(PARTS)?.split('/').next()?;
    let part = name.strip_suffix(".rs").unwrap_or(name);
    (part != "mod").then_some(part)
}

#[cfg(test)]
mod tests {
    use super::{PARTS, Tree, check};

    fn count(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn colours_come_from_the_tokens() {
        let page = "style/checkout/form.css";
        assert_eq!(
            count(page, "#add { color: var(--ink); background: color-mix(in oklab, var(--a), transparent) }"),
            0
        );
        assert_eq!(count(page, ".white { border-color: currentColor; inset: 0 }"), 0);
        for colour in
            ["#fff", "#0b1f33cc", "white", "rgb(0 0 0 / 10%)", "oklch(60% 0.1 200)", "1px solid red"]
        {
            assert_eq!(count(page, &format!(".a {{ border: {colour} }}")), 1, "{colour}");
            assert_eq!(count("style/tokens.css", &format!(":root {{ --a: {colour} }}")), 0, "{colour}");
        }
    }

    #[test]
    fn nothing_says_left_or_right() {
        let page = "style/base.css";
        for good in [
            "margin-inline-start: 1px",
            "inset-inline-end: 0",
            "text-align: start",
            "top: 0",
            "border-end-start-radius: 1px",
            "--left: 1px",
        ] {
            assert_eq!(count(page, &format!(".a {{ {good} }}")), 0, "{good}");
        }
        for bad in [
            "margin-left: 1px",
            "right: 0",
            "border-top-left-radius: 1px",
            "text-align: left",
            "float: right",
        ] {
            assert_eq!(count(page, &format!(".a {{ {bad} }}")), 1, "{bad}");
        }
    }

    #[test]
    fn a_sheet_and_a_part_come_in_pairs() {
        let sheet = ("style/parts/button.css", ".button { top: 0 }");
        let part = ("app/src/ui/button.rs", "//! A button.\n");
        let module = ("app/src/ui/mod.rs", "//! Parts.\n");
        assert!(check(&Tree::of(&[sheet, part, module])).is_empty());
        assert_eq!(check(&Tree::of(&[sheet, module])).len(), 1);
        let alone = check(&Tree::of(&[part, module]));
        assert_eq!(alone.len(), 1);
        assert!(alone[0].path.starts_with(PARTS));
        let plain =
            ("app/src/ui/button.rs", "//! A button.\n//! No style of its own: the browser's is right.\n");
        assert!(check(&Tree::of(&[plain, module])).is_empty());
    }
}
