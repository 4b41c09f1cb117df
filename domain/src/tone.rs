//! The colours a merchant or a bank may have. A tone is a hue; tokens give it a lightness that reads well
//! in both themes, so no choice can make a page hard to read.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The hues of the tones, in degrees of OKLCH.
const HUES: [(u32, Tone); 10] = [
    (5, Tone::Rose),
    (25, Tone::Red),
    (50, Tone::Orange),
    (85, Tone::Ochre),
    (150, Tone::Green),
    (185, Tone::Teal),
    (215, Tone::Cyan),
    (250, Tone::Blue),
    (275, Tone::Indigo),
    (305, Tone::Violet),
];

/// A hue of the palette, in pages as `data-tone`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

    /// The tone nearest to a colour written `oklch(lightness chroma hue)`; none for other notations.
    pub fn near(colour: &str) -> Option<Self> {
        let hue = colour.strip_prefix("oklch(")?.trim_end_matches(')').split(' ').nth(2)?;
        let hue = hue.split('.').next()?.parse::<u32>().ok()?;
        let distance = |other: u32| other.abs_diff(hue).min(360 - other.abs_diff(hue).min(360));
        HUES.into_iter().min_by_key(|(other, _)| distance(*other)).map(|(_, tone)| tone)
    }

    /// A tone for something that has not chosen one: the same name always gets the same tone.
    pub fn of(name: &str) -> Self {
        let sum =
            name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
        Self::ALL[sum % Self::ALL.len()]
    }
}

/// The text named no tone.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is one of teal, green, cyan, blue, indigo, violet, rose, red, orange, ochre, slate")]
pub struct UnknownTone;

impl FromStr for Tone {
    type Err = UnknownTone;

    fn from_str(text: &str) -> Result<Self, UnknownTone> {
        Self::ALL.into_iter().find(|tone| tone.as_str() == text).ok_or(UnknownTone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_is_read_as_it_is_written_and_named_when_there_is_no_such() {
        for tone in Tone::ALL {
            assert_eq!(tone.as_str().parse(), Ok(tone));
            assert!(UnknownTone.to_string().contains(tone.as_str()));
        }
        assert_eq!("Teal".parse::<Tone>(), Err(UnknownTone));
    }
}
