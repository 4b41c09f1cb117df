//! What went wrong, in words for people: what happened, and a hint at what to do. Scripts read the exit code.

use std::{fmt, process::ExitCode, time::Duration};

use serde::Deserialize;

use crate::problem::CATALOGUE;

/// Why a command did not do what it was asked for.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command itself cannot be understood or lacks something: exit code 2.
    Usage { what: String, hint: String },
    /// The server said no, or nobody answered.
    Refused { what: String, hint: Option<String>, passing: Option<Passing> },
    /// Who read our output has gone, as `head` does: nothing to complain about.
    NobodyReads,
}

/// It may well work in a moment.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Passing {
    /// How long the server asks to wait.
    pub wait: Option<Duration>,
}

impl Failure {
    pub fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { what: what.into(), hint: hint.into() }
    }

    pub fn refused(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused { what: what.into(), hint: Some(hint.into()), passing: None }
    }

    /// Nobody answered, or not this time.
    pub fn passing(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Refused { what: what.into(), hint: Some(hint.into()), passing: Some(Passing::default()) }
    }

    pub const fn is_passing(&self) -> Option<Passing> {
        match self {
            Self::Refused { passing, .. } => *passing,
            Self::Usage { .. } | Self::NobodyReads => None,
        }
    }

    /// What happened, without the hint.
    pub fn what(&self) -> &str {
        match self {
            Self::Usage { what, .. } | Self::Refused { what, .. } => what,
            Self::NobodyReads => "nobody reads the output",
        }
    }

    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage { .. } => ExitCode::from(2),
            Self::Refused { .. } => ExitCode::FAILURE,
            Self::NobodyReads => ExitCode::SUCCESS,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.what())?;
        match self {
            Self::Usage { hint, .. } | Self::Refused { hint: Some(hint), .. } => {
                write!(f, "\n  hint: {hint}")
            }
            Self::Refused { hint: None, .. } | Self::NobodyReads => Ok(()),
        }
    }
}

/// A problem as the server tells it.
#[derive(Deserialize)]
pub(super) struct Told {
    detail: String,
    code: String,
    #[serde(default)]
    request_id: String,
    #[serde(default)]
    errors: Vec<Wrong>,
}

/// A parameter that is wrong.
#[derive(Deserialize)]
struct Wrong {
    param: String,
    detail: String,
}

impl Told {
    /// The problem in words. `wait` is what `Retry-After` asks for.
    pub fn failure(self, status: u16, wait: Option<Duration>) -> Failure {
        let passing = matches!(status, 429 | 500..).then_some(Passing { wait });
        Failure::Refused { hint: self.hint(status), what: self.what(), passing }
    }

    fn what(&self) -> String {
        if self.errors.is_empty() {
            return plain(&self.detail);
        }
        let lines = self.errors.iter().map(|wrong| format!("{}: {}", flag(&wrong.param), wrong.detail));
        lines.collect::<Vec<_>>().join("\n  ")
    }

    fn hint(&self, status: u16) -> Option<String> {
        match self.code.as_str() {
            // The lines above say it already.
            "invalid_parameters" => None,
            "unauthenticated" => {
                Some("check REMIT_API_KEY, and that REMIT_URL is the server it is from".to_owned())
            }
            _ if status >= 500 => {
                Some(format!("try again; the server's log has more under {}", self.request_id))
            }
            code => CATALOGUE.iter().find(|entry| entry.code == code).map(|entry| plain(entry.advice)),
        }
    }
}

/// The flag that sets a parameter of the API: `payment_details.amount` is `--amount`.
fn flag(param: &str) -> String {
    let name = param.rsplit('.').next().unwrap_or(param);
    format!("--{}", name.replace('_', "-"))
}

/// A sentence as a message: without a full stop, unless there are more of them.
fn plain(sentence: &str) -> String {
    let sentence = sentence.trim();
    match sentence.strip_suffix('.') {
        Some(one) if !one.contains(". ") => uncapitalised(one),
        _ => sentence.to_owned(),
    }
}

/// With a small first letter, unless the word is written in capitals or as code.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn failure(status: u16, problem: serde_json::Value) -> Failure {
        serde_json::from_value::<Told>(problem).unwrap().failure(status, None)
    }

    #[test]
    fn wrong_parameters_are_named_as_flags() {
        let failure = failure(
            422,
            json!({"detail": "2 parameters are not valid; `errors` names each.",
            "code": "invalid_parameters", "errors": [
                {"param": "payment_details.amount", "code": "invalid_amount", "detail": "AED has 2 digits after the point, not more"},
                {"param": "max_usages", "code": "invalid_max_usages", "detail": "use a number from 1"}]}),
        );
        assert_eq!(
            failure.to_string(),
            "--amount: AED has 2 digits after the point, not more\n  --max-usages: use a number from 1"
        );
    }

    #[test]
    fn a_refusal_says_what_and_then_what_to_do() {
        let refused =
            failure(409, json!({"detail": "The link is used up or expired.", "code": "link_terminal"}));
        assert_eq!(refused.to_string(), "the link is used up or expired\n  hint: duplicate the link instead");
        assert!(refused.is_passing().is_none());
    }

    #[test]
    fn trouble_of_the_server_passes_and_names_the_request() {
        let problem = json!({"detail": "Too much to do right now.", "code": "busy", "request_id": "req_1"});
        let busy = failure(503, problem);
        assert_eq!(
            busy.to_string(),
            "too much to do right now\n  hint: try again; the server's log has more under req_1"
        );
        assert!(busy.is_passing().is_some());
    }
}
