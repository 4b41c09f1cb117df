//! Where a command writes: for people, or with `--json` for programs.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _, stderr, stdout};

use serde_json::Value;

use super::{super::terminal::Paint, failure::Failure};

pub(super) struct Screen {
    json: bool,
    pub paint: Paint,
}

impl Screen {
    pub fn new(json: bool) -> Self {
        Self { json, paint: Paint::new() }
    }

    /// Whether programs read.
    pub const fn json(&self) -> bool {
        self.json
    }

    /// Whether a person looks at the output itself.
    pub fn is_terminal(&self) -> bool {
        !self.json && stdout().is_terminal()
    }

    /// An object: as the API shows it for programs, in `words` for people.
    pub fn show(&self, object: &Value, words: impl FnOnce(&Self) -> String) -> Result<(), Failure> {
        line(&if self.json { object.to_string() } else { words(self) })
    }
}

/// A line, at once: who follows sees it as it happens.
pub(super) fn line(text: &str) -> Result<(), Failure> {
    let mut out = stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|error| lost(&error))
}

/// A word to the person beside what was asked for; not part of the output.
pub(super) fn note(text: &str) {
    let text = Paint::of(&stderr()).faint(text);
    let _ = writeln!(stderr(), "{text}");
}

/// Says what went wrong.
pub(super) fn complain(failure: &Failure) {
    let error = Paint::of(&stderr()).bad("error");
    let _ = writeln!(stderr(), "{error}: {failure}");
}

fn lost(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => Failure::NobodyReads,
        _ => Failure::refused(format!("cannot write the output: {error}"), "check where the output goes"),
    }
}

/// A text of the API for a terminal, where control characters would be orders.
pub(super) fn text(value: &Value) -> String {
    let text = match value {
        Value::Null => return "-".to_owned(),
        Value::String(text) => text.as_str(),
        other => return other.to_string(),
    };
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_somebody_entered_gives_a_terminal_no_orders() {
        assert_eq!(text(&json!("a\u{1b}[31mb\nc")), "a [31mb c");
        assert_eq!((text(&json!(null)), text(&json!(7))), ("-".to_owned(), "7".to_owned()));
    }
}
