//! The banks that share this system: three brands, each an issuer of its own.

use std::{fmt, str::FromStr};

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::Bank;

/// One bank that a customer can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Brand {
    Falcon,
    Dune,
    Harbour,
}

impl Brand {
    pub(crate) const ALL: [Self; 3] = [Self::Falcon, Self::Dune, Self::Harbour];

    /// The path segment and the id in the list of participants.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Falcon => "falcon",
            Self::Dune => "dune",
            Self::Harbour => "harbour",
        }
    }

    /// The name in English, Arabic and French.
    pub(crate) const fn names(self) -> [&'static str; 3] {
        match self {
            Self::Falcon => ["Falcon Bank", "مصرف الصقر", "Banque Falcon"],
            Self::Dune => ["Dune Bank", "مصرف الكثبان", "Banque Dune"],
            Self::Harbour => ["Harbour Bank", "مصرف الميناء", "Banque Harbour"],
        }
    }

    const fn mark(self) -> &'static str {
        match self {
            Self::Falcon => "F",
            Self::Dune => "D",
            Self::Harbour => "H",
        }
    }

    /// The colour behind the mark; white text on it is readable.
    const fn colour(self) -> &'static str {
        match self {
            Self::Falcon => "oklch(0.5 0.13 255)",
            Self::Dune => "oklch(0.55 0.12 45)",
            Self::Harbour => "oklch(0.48 0.1 200)",
        }
    }

    const fn countries(self) -> &'static [&'static str] {
        match self {
            Self::Falcon => &["AE", "SA", "KW", "BH", "OM", "QA"],
            Self::Dune => &["AE", "SA", "EG", "JO"],
            Self::Harbour => &["AE", "GB", "FR", "IE"],
        }
    }
}

impl fmt::Display for Brand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Brand {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|brand| brand.id() == text).ok_or(())
    }
}

/// `GET /participants`: what a client needs to show the banks and to find their issuers.
pub(crate) async fn participants(State(bank): State<Bank>) -> Json<Value> {
    let one = |brand: Brand| {
        let [en, ar, fr] = brand.names();
        json!({
            "id": brand.id(), "names": { "en": en, "ar": ar, "fr": fr },
            "mark": brand.mark(), "colour": brand.colour(), "issuer": bank.issuer(brand),
            "countries": brand.countries(), "currencies": ["*"],
        })
    };
    Json(Brand::ALL.into_iter().map(one).collect())
}
