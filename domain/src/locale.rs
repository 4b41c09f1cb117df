//! The languages of the first release, and which one a reader gets.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the checkout and the dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    En,
    Ar,
    Fr,
}

impl Locale {
    pub const ALL: [Self; 3] = [Self::En, Self::Ar, Self::Fr];

    /// The BCP 47 tag, for `lang`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ar => "ar",
            Self::Fr => "fr",
        }
    }

    /// The writing direction, for `dir`.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::En | Self::Fr => "ltr",
        }
    }

    /// The language's own name.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ar => "العربية",
            Self::Fr => "Français",
        }
    }

    /// Chooses by the forced `lang`, then the `Accept-Language` header, then English.
    pub fn choose(forced: Option<&str>, accept_language: Option<&str>) -> Self {
        forced
            .and_then(|tag| tag.parse().ok())
            .or_else(|| accept_language.and_then(Self::accepted))
            .unwrap_or_default()
    }

    /// The best language of an `Accept-Language` header: highest weight first, then as listed.
    fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for part in header.split(',') {
            let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
            let (Ok(locale), Some(weight)) = (tag.trim().parse(), thousandths(weight.trim())) else {
                continue;
            };
            if weight > 0 && best.is_none_or(|(highest, _)| weight > highest) {
                best = Some((weight, locale));
            }
        }
        best.map(|(_, locale)| locale)
    }
}

/// A weight such as `0.8` in thousandths.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let digits = format!("{fraction:0<3}");
    Some(whole.parse::<u16>().ok()?.checked_mul(1000)? + digits.get(..3)?.parse::<u16>().ok()?)
}

/// The text named no language we speak.
#[derive(Debug, thiserror::Error)]
#[error("a language is one of en, ar, fr")]
pub struct UnknownLocale;

impl FromStr for Locale {
    type Err = UnknownLocale;

    /// Reads the primary language of a tag: `ar-AE` is Arabic.
    fn from_str(tag: &str) -> Result<Self, UnknownLocale> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(primary)).ok_or(UnknownLocale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forced_language_wins_over_the_header() {
        assert_eq!(Locale::choose(Some("ar"), Some("fr")), Locale::Ar);
        assert_eq!(Locale::choose(Some("xx"), Some("fr")), Locale::Fr);
        assert_eq!(Locale::choose(None, None), Locale::En);
    }

    #[test]
    fn the_header_is_read_by_weight() {
        assert_eq!(Locale::choose(None, Some("de, en;q=0.3, ar-AE;q=0.9")), Locale::Ar);
        assert_eq!(Locale::choose(None, Some("fr;q=0, en;q=0.1")), Locale::En);
        assert_eq!(Locale::choose(None, Some("de;q=abc, *")), Locale::En);
    }
}
