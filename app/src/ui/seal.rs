//! The one icon of a page that says how something ended.

use leptos::prelude::*;

use super::icon::Icon;

/// The four meanings of colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Good,
    Wait,
    Bad,
    Off,
}

impl Meaning {
    /// The class that carries the meaning's colours.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Wait => "wait",
            Self::Bad => "bad",
            Self::Off => "off",
        }
    }
}

/// A round seal. One that is waiting moves, where motion is welcome.
#[component]
pub fn Seal(meaning: Meaning, icon: &'static str) -> impl IntoView {
    view! {
        <span class=format!("seal {}", meaning.as_str())>
            <Icon path=icon />
        </span>
    }
}
