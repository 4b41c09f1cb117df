//! The colours a merchant or a bank may have. A tone is a hue; tokens give it a lightness that reads well
//! in both themes, so no choice can make a page hard to read.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A hue of the palette, in pages as `data-tone`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    #[default]
    Teal,
    Green,
    Cyan,
    Blue,
    Indigo,
    Violet,
    Rose,
    Red,
    Orange,
    Ochre,
    Slate,
}

impl Tone {
    pub const ALL: [Self; 11] = [
        Self::Teal,
        Self::Green,
        Self::Cyan,
        Self::Blue,
        Self::Indigo,
        Self::Violet,
        Self::Rose,
        Self::Red,
        Self::Orange,
        Self::Ochre,
        Self::Slate,
    ];

    /// The word in settings and in `data-tone`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Cyan => "cyan",
            Self::Blue => "blue",
            Self::Indigo => "indigo",
            Self::Violet => "violet",
            Self::Rose => "rose",
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Ochre => "ochre",
            Self::Slate => "slate",
        }
    }

    /// A tone for something that has not chosen one: the same name always gets the same tone.
    pub fn of(name: &str) -> Self {
        let sum = name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
        Self::ALL[sum % Self::ALL.len()]
    }
}

/// The text named no tone.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownTone;

impl FromStr for Tone {
    type Err = UnknownTone;

    fn from_str(text: &str) -> Result<Self, UnknownTone> {
        Self::ALL.into_iter().find(|tone| tone.as_str() == text).ok_or(UnknownTone)
    }
}
