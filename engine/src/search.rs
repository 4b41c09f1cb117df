//! What a search finds: words by how they begin, numbers also by how they end. Pure; `store` keeps the terms.
//!
//! A text is folded (lower case, Western digits, no vowel marks) and split at everything that is no letter or
//! digit. Each word is a term. One with a digit, such as a phone number or an invoice, is also kept from its end:
//! that is how people remember them. An email address and a text of several words are terms as a whole too.

use std::collections::BTreeSet;

/// Letters of a word that are kept. Longer ones are compared as a whole afterwards.
const LONGEST: usize = 48;
/// Terms that are kept of one object. What lies behind them is not found.
const MOST: usize = 40;
/// A word with a digit and so many letters can be found from its end.
const SHORTEST_NUMBER: usize = 4;
/// Digits with which a number is found from its beginning: every phone number of a country shares fewer.
const BEGINNING: usize = 7;
/// Marks a term that is written backwards.
const BACKWARDS: char = '<';

/// One form for what is stored and what is sought.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(plain).collect()
}

fn plain(letter: char) -> Option<char> {
    let digit = |zero: u32| char::from_digit(u32::from(letter).wrapping_sub(zero), 10);
    match letter {
        '٠'..='٩' => digit(0x660),
        '۰'..='۹' => digit(0x6f0),
        // Vowel marks and the stretching of letters; Latin accents that stand alone.
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' | '\u{300}'..='\u{36f}' => None,
        'أ' | 'إ' | 'آ' => Some('ا'),
        'ى' => Some('ي'),
        letter => Some(letter),
    }
}

/// One space between words.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn start(word: &str) -> String {
    word.chars().take(LONGEST).collect()
}

fn backwards(word: &str) -> String {
    std::iter::once(BACKWARDS).chain(word.chars().rev().take(LONGEST)).collect()
}

/// The terms by which texts are found.
pub fn terms<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    let mut texts: Vec<_> = texts.into_iter().map(|text| spaced(&fold(text))).collect();
    // Numbers and addresses are short: no long text takes their place.
    texts.sort_by_key(String::len);
    terms.extend(texts.iter().filter(|text| text.contains(' ')).map(|text| start(text)));
    for token in texts.iter().flat_map(|text| text.split(' ')) {
        // Who has an address at the same provider is no answer to anything.
        let (own, whole) = token.split_once('@').map_or((token, None), |(own, _)| (own, Some(start(token))));
        let more = words(own).flat_map(|word| {
            let number =
                word.contains(|c: char| c.is_ascii_digit()) && word.chars().count() >= SHORTEST_NUMBER;
            [Some(start(word)), number.then(|| backwards(word))]
        });
        terms.extend(more.flatten().chain(whole).take(MOST - terms.len().min(MOST)));
    }
    terms
}

/// Terms from this one to, but without, that one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: String,
    pub to: String,
}

impl Range {
    /// All terms that begin so.
    fn beginning(text: String) -> Self {
        let to = format!("{text}{}", char::MAX);
        Self { from: text, to }
    }
}

/// What somebody typed to find something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// All of it, folded.
    pub text: String,
    /// The word that tells most, or the whole of an email address.
    pub word: Option<Range>,
    /// Whether that word alone is not all of it.
    pub has_more: bool,
    /// All of it, when it has several words: texts that begin so.
    pub phrase: Option<Range>,
    /// When it is a number: those that end so, and those that begin so.
    pub number: Vec<Range>,
    /// Letters of the word.
    letters: usize,
    digits_only: bool,
    /// What else could be looked up, those that tell more first.
    others: Vec<String>,
}

/// Words that are tried before a search is taken for a common one.
const TRIED: usize = 4;

impl Sought {
    /// `None` for nothing but space.
    pub fn parse(typed: &str) -> Option<Self> {
        let text = spaced(&fold(typed));
        if text.is_empty() {
            return None;
        }
        let phrase = text.contains(' ').then(|| Range::beginning(start(&text)));
        let email = text.contains('@') && phrase.is_none();
        let mut all: Vec<_> = if email { vec![text.as_str()] } else { words(&text).collect() };
        all.sort_by_key(|word| std::cmp::Reverse(telling(word)));
        let mut all = all.into_iter().take(TRIED).map(start);
        let word = all.next();
        let others = all.collect();
        let sought = Self {
            has_more: word.as_ref() != Some(&text),
            number: number(&text),
            phrase,
            word: None,
            letters: 0,
            digits_only: false,
            others,
            text,
        };
        Some(match word {
            Some(word) => sought.led_by(word),
            None => sought,
        })
    }

    fn led_by(self, word: String) -> Self {
        let letters = word.chars().count();
        let digits_only = word.bytes().all(|byte| byte.is_ascii_digit());
        Self { word: Some(Range::beginning(word)), letters, digits_only, ..self }
    }

    /// The same, looked up by the words in the order in which they tell something.
    pub fn ways(&self) -> impl Iterator<Item = Self> {
        let others = self.others.iter().map(|word| self.clone().led_by(word.clone()));
        std::iter::once(self.clone()).chain(others)
    }

    /// The word, when it tells customers apart: not two letters, and not the digits that all phone numbers of a
    /// country begin with.
    pub fn telling_word(&self) -> Option<&Range> {
        self.word.as_ref().filter(|_| self.letters >= 3 && !(self.digits_only && self.letters < BEGINNING))
    }
}

/// Numbers tell more than words, long ones more than short ones.
fn telling(word: &str) -> (bool, usize) {
    let letters = word.chars().count();
    (letters >= SHORTEST_NUMBER && word.contains(|c: char| c.is_ascii_digit()), letters)
}

/// `+971 50 123 4567`, `050-1234567` and `4567` are numbers; the zeros before a local number are not part of it.
fn number(text: &str) -> Vec<Range> {
    let between = |c: char| c.is_whitespace() || "+-./()".contains(c);
    if text.contains(|c: char| !c.is_ascii_digit() && !between(c)) {
        return Vec::new();
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let mut ranges = Vec::new();
    if digits.len() >= SHORTEST_NUMBER {
        ranges.push(Range::beginning(backwards(digits)));
    }
    if digits.len() >= BEGINNING {
        ranges.push(Range::beginning(start(digits)));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether what is typed finds a text by its terms.
    fn finds(typed: &str, text: &str) -> bool {
        let sought = Sought::parse(typed).unwrap();
        let terms = terms([text]);
        sought
            .word
            .iter()
            .chain(&sought.number)
            .chain(&sought.phrase)
            .any(|range| terms.range(range.from.clone()..range.to.clone()).next().is_some())
    }

    #[test]
    fn words_are_found_by_how_they_begin_in_every_alphabet() {
        for (typed, text) in [
            ("wool", "100% Wool_Fair"),
            ("wool_f", "100% Wool_Fair"),
            ("éPI", "Épicerie fine"),
            ("ورش", "وَرْشَة الفخّار"),
            ("احمد", "أحمد"),
            ("inv-1042", "INV-1042"),
            ("lina.haddad@shop", "Lina.Haddad@shop.example"),
            ("haddad", "lina.haddad@shop.example"),
            ("lina  had", "Lina Haddad"),
        ] {
            assert!(finds(typed, text), "{typed} in {text}");
        }
        for (typed, text) in [("ool", "Wool"), ("shop", "lina@shop.example"), ("x", "")] {
            assert!(!finds(typed, text), "{typed} in {text}");
        }
    }

    #[test]
    fn numbers_are_found_by_how_they_end_and_as_people_write_them() {
        for typed in ["4567", "+971 50 123 4567", "050 123 4567", "00971501234567", "٠٥٠١٢٣٤٥٦٧", "9715012"]
        {
            assert!(finds(typed, "+971501234567"), "{typed}");
        }
        assert!(!finds("123", "+971501234567") && !finds("5012", "+971501234567"));
        assert!(finds("1042", "INV-001042") && finds("001042", "INV-001042"));
    }

    #[test]
    fn what_all_customers_share_tells_none_apart() {
        let tells = |typed| Sought::parse(typed).unwrap().telling_word().is_some();
        assert_eq!(
            ["li", "97150", "lin", "9715012", "a@", "%"].map(tells),
            [false, false, true, true, false, false]
        );
        assert!(Sought::parse("  ").is_none());
        let two = Sought::parse("lina monthly").unwrap();
        let ways: Vec<_> = two.ways().filter_map(|way| way.word).map(|word| word.from).collect();
        assert_eq!(ways, ["monthly", "lina"]);
        let symbols = Sought::parse("%").unwrap();
        assert!(symbols.word.is_none() && symbols.has_more);
    }

    #[test]
    fn a_long_text_leaves_room_for_a_number() {
        let many: String = (0..100).map(|n| format!("word{n} ")).collect();
        assert!(terms([many.as_str(), "+971501234567"]).contains("971501234567"));
    }

    #[test]
    fn one_text_cannot_fill_the_index() {
        let many: String = (0..1_000).map(|n| format!("word{n} ")).collect();
        assert!(terms([many.as_str()]).len() <= MOST + 2);
        assert!(terms(["x".repeat(9_000).as_str()]).iter().all(|term| term.len() <= LONGEST + 1));
    }
}
