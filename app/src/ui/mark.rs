//! A letter on a coloured square: stands for a merchant or a bank. Its name is always written beside it.

use domain::Tone;
use leptos::prelude::*;

/// A mark; without a tone it has the page's accent.
#[component]
pub fn Mark(letter: String, #[prop(optional_no_strip)] tone: Option<Tone>) -> impl IntoView {
    view! {
        <span class="mark" data-tone=tone.map(Tone::as_str) aria-hidden="true">
            {letter}
        </span>
    }
}

/// First words that many names share, so they tell none apart.
const COMMON: [&str; 6] = ["the", "bank", "banque", "مصرف", "بنك", "البنك"];

/// The letter that stands for a name: the first of its first telling word, as a capital.
pub fn letter(name: &str) -> String {
    let common = |word: &&str| COMMON.contains(&word.to_lowercase().as_str());
    let word = name.split_whitespace().find(|word| !common(word)).unwrap_or_else(|| name.trim());
    // The Arabic article belongs to the word but tells nothing either.
    let word = word.strip_prefix("ال").filter(|rest| !rest.is_empty()).unwrap_or(word);
    word.chars().next().map(|first| first.to_uppercase().collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn the_letter_tells_names_apart() {
        for (name, expected) in [
            ("Palm & Stone", "P"),
            ("the Dune Bank", "D"),
            ("مصرف الصقر", "ص"),
            ("Bank", "B"),
            ("  ", ""),
            ("élan", "É"),
        ] {
            assert_eq!(letter(name), expected, "{name}");
        }
    }
}
