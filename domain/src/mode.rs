//! Test or live: every object belongs to one account and one mode.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// `test` talks to the built-in sandbox bank, `live` to real ones. Nothing crosses between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    Test,
    Live,
}

impl Mode {
    pub const ALL: [Self; 2] = [Self::Test, Self::Live];

    /// The word in keys, JSON and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Live => "live",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text was neither `test` nor `live`.
#[derive(Debug, thiserror::Error)]
#[error("a mode is `test` or `live`")]
pub struct UnknownMode;

impl FromStr for Mode {
    type Err = UnknownMode;

    fn from_str(text: &str) -> Result<Self, UnknownMode> {
        Self::ALL.into_iter().find(|mode| mode.as_str() == text).ok_or(UnknownMode)
    }
}
