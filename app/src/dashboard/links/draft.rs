//! What the form of a new link sends, and what may be wrong with it: the same checks in the browser, as a
//! field is left, and in the server.

use domain::{
    Currency, Locale, Money,
    identifier::{self, Identifier, IdentifierKind, NewIdentifier},
    link::{DEFAULT_MAX_USAGES, HIGHEST_MAX_USAGES, parse_max_usages},
    money::InvalidAmount,
    slug::Slug,
    text::{Description, InvalidText, Label, Name, Reference, Title},
};
use serde::{Deserialize, Serialize};

use crate::i18n::{dashboard, fill, format};

/// Names of the fields, as the API calls them.
pub mod field {
    pub const AMOUNT: &str = "amount";
    pub const REFERENCE: &str = "reference";
    pub const DESTINATION: &str = "destination_id";
    pub const CUSTOMER: &str = "customer_id";
    pub const TITLE: &str = "title";
    pub const DESCRIPTION: &str = "description";
    pub const NAME: &str = "name";
    pub const MAX_USAGES: &str = "max_usages";
    pub const EXPIRES_AT: &str = "expires_at";
    pub const REDIRECT_URL: &str = "redirect_url";
    pub const CANCEL_URL: &str = "cancel_url";
    pub const SLUG: &str = "slug";

    /// A part of one of the customer's fields.
    pub fn identifier(index: usize, part: &str) -> String {
        format!("identifiers[{index}].{part}")
    }
}

/// Currencies the form offers, those of the region first. The API takes every one of ISO 4217.
pub const CURRENCIES: [&str; 30] = [
    "AED", "SAR", "QAR", "KWD", "BHD", "OMR", "USD", "EUR", "GBP", "EGP", "JOD", "MAD", "TND", "DZD", "LBP",
    "IQD", "INR", "PKR", "PHP", "TRY", "CHF", "CAD", "AUD", "JPY", "CNY", "SGD", "ZAR", "NGN", "KES", "SEK",
];

/// A field and what is wrong with it, in the viewer's language.
pub type Problem = (String, String);

/// The form as it is filled: texts as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub amount: String,
    pub currency: String,
    pub reference: String,
    pub title: String,
    pub description: String,
    pub name: String,
    /// Empty for the default.
    pub destination: String,
    /// Empty for none.
    pub customer: String,
    pub fields: Vec<DraftField>,
    pub max_usages: String,
    /// `2026-06-30T23:59` in the account's time zone, or nothing.
    pub expires_at: String,
    pub redirect_url: String,
    pub cancel_url: String,
    /// Empty for a random one.
    pub slug: String,
}

/// A field of the checkout, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftField {
    /// Kept when a link is duplicated, so that prefilled addresses go on working.
    pub key: Option<String>,
    pub kind: IdentifierKind,
    /// Empty for the kind's own label in the customer's language.
    pub label: String,
    pub required: bool,
    /// Empty for the default.
    pub limit: String,
}

impl DraftField {
    pub const fn of(kind: IdentifierKind) -> Self {
        let required = matches!(kind, IdentifierKind::MobilePhone);
        Self { key: None, kind, label: String::new(), required, limit: String::new() }
    }

    /// The field as a customer would get it, whatever is still wrong with it.
    #[cfg(feature = "ssr")]
    pub fn identifier(&self, index: usize) -> Identifier {
        Identifier {
            key: format!("field_{index}"),
            kind: self.kind,
            display_label: Some(self.label.trim().to_owned()).filter(|label| !label.is_empty()),
            required: self.required,
            limit: number(&self.limit),
        }
    }
}

impl Draft {
    /// A link that asks for the phone only, may be paid 1,000 times and never expires.
    #[cfg_attr(
        not(feature = "ssr"),
        allow(dead_code, reason = "only the server begins a draft and reads it")
    )]
    pub fn new(currency: &str) -> Self {
        Self {
            amount: String::new(),
            currency: currency.to_owned(),
            reference: String::new(),
            title: String::new(),
            description: String::new(),
            name: String::new(),
            destination: String::new(),
            customer: String::new(),
            fields: vec![DraftField::of(IdentifierKind::MobilePhone)],
            max_usages: DEFAULT_MAX_USAGES.to_string(),
            expires_at: String::new(),
            redirect_url: String::new(),
            cancel_url: String::new(),
            slug: String::new(),
        }
    }

    /// The amount typed, forgiving about the ways people write one.
    pub fn money(&self) -> Result<Money, InvalidAmount> {
        let currency: Currency = self.currency.parse().map_err(|_| InvalidAmount::Malformed)?;
        read_amount(&self.amount, currency)
    }

    pub fn max_usages(&self) -> Option<u32> {
        parse_max_usages(number(&self.max_usages)?).ok()
    }

    /// The checkout's fields, complete; refused only for what [`Draft::problems`] names.
    #[cfg_attr(
        not(feature = "ssr"),
        allow(dead_code, reason = "only the server begins a draft and reads it")
    )]
    pub fn identifiers(&self) -> Result<Vec<Identifier>, Vec<domain::FieldError>> {
        let asked = self.fields.iter().map(|field| NewIdentifier {
            key: field.key.clone(),
            kind: field.kind,
            display_label: Some(field.label.trim().to_owned()).filter(|label| !label.is_empty()),
            required: Some(field.required),
            limit: number(&field.limit),
        });
        identifier::complete(asked.collect())
    }

    /// Everything wrong with it that can be known without the server.
    pub fn problems(&self, locale: Locale) -> Vec<Problem> {
        let texts = dashboard::make(locale);
        let mut problems: Vec<Problem> = Vec::new();
        let mut add = |field: &str, text: String| problems.push((field.to_owned(), text));
        if self.amount.trim().is_empty() {
            add(field::AMOUNT, texts.amount_missing.to_owned());
        } else if let Err(invalid) = self.money() {
            add(field::AMOUNT, dashboard::amount_error(locale, &invalid));
        }
        match self.reference.parse::<Reference>() {
            Err(InvalidText::Empty) => add(field::REFERENCE, texts.reference_missing.to_owned()),
            Err(invalid) => add(field::REFERENCE, dashboard::text_error(locale, &invalid)),
            Ok(_) => {}
        }
        for (name, invalid) in [
            (field::TITLE, invalid_text::<Title>(&self.title)),
            (field::DESCRIPTION, invalid_text::<Description>(&self.description)),
            (field::NAME, invalid_text::<Name>(&self.name)),
        ] {
            if let Some(invalid) = invalid {
                add(name, dashboard::text_error(locale, &invalid));
            }
        }
        if self.max_usages().is_none() {
            let most = format::count(locale, HIGHEST_MAX_USAGES.into());
            add(field::MAX_USAGES, fill(texts.max_usages_wrong, &[("most", &most)]));
        }
        let slug = self.slug.trim();
        if let Some(invalid) = (!slug.is_empty()).then(|| slug.parse::<Slug>().err()).flatten() {
            add(field::SLUG, dashboard::slug_error(locale, &invalid));
        }
        problems.extend(self.field_problems(locale));
        problems
    }

    fn field_problems(&self, locale: Locale) -> Vec<Problem> {
        let texts = dashboard::make(locale);
        let most = identifier::HIGHEST_LIMIT;
        let mut problems = Vec::new();
        for (index, row) in self.fields.iter().enumerate() {
            if let Some(invalid) = invalid_text::<Label>(&row.label) {
                problems.push((field::identifier(index, "label"), dashboard::text_error(locale, &invalid)));
            }
            let limit = number::<u16>(&row.limit).filter(|limit| (1..=most).contains(limit));
            if !row.limit.trim().is_empty() && limit.is_none() {
                let text = fill(texts.limit_wrong, &[("most", &most.to_string())]);
                problems.push((field::identifier(index, "limit"), text));
            }
        }
        problems
    }
}

/// What is wrong with a text that may also be left out.
fn invalid_text<T: std::str::FromStr<Err = InvalidText>>(text: &str) -> Option<InvalidText> {
    if text.trim().is_empty() { None } else { text.parse::<T>().err() }
}

/// A whole number, in whichever digits, with or without grouping.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let digits: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '\u{66c}')).map(latin).collect();
    digits.parse().ok()
}

/// An amount as people write it.
pub fn read_amount(text: &str, currency: Currency) -> Result<Money, InvalidAmount> {
    Money::parse(&plain_decimal(text, currency.exponent() as usize), currency)
}

/// An amount as people write it, in the form the domain reads: Latin digits, no grouping, a point.
fn plain_decimal(text: &str, exponent: usize) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{66c}').map(latin).collect();
    let text = text.replace('\u{66b}', ".");
    match (text.rsplit_once(','), text.contains('.')) {
        // In a currency of three decimals 12,345 may mean twelve or twelve thousand: it is not guessed.
        (Some((whole, fraction)), false) if !whole.contains(',') && fraction.len() == 3 && exponent == 3 => {
            text
        }
        // One comma with a fraction behind it is a decimal comma.
        (Some((whole, fraction)), false)
            if !whole.contains(',') && fraction.len() <= exponent && fraction.len() != 3 =>
        {
            format!("{whole}.{fraction}")
        }
        (Some(_), _) if groups_of_three(text.split('.').next().unwrap_or_default()) => text.replace(',', ""),
        _ => text,
    }
}

fn groups_of_three(whole: &str) -> bool {
    let mut groups = whole.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

fn latin(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fine() -> Draft {
        Draft { amount: "150".to_owned(), reference: "INV-1042".to_owned(), ..Draft::new("AED") }
    }

    fn fields(draft: &Draft) -> Vec<String> {
        draft.problems(Locale::En).into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("150", "150.00"),
            ("1,500.50", "1500.50"),
            ("150,5", "150.50"),
            ("1 500", "1500.00"),
            ("١٥٠٫٢٥", "150.25"),
            ("12,345", "12345.00"),
        ] {
            let draft = Draft { amount: typed.to_owned(), ..fine() };
            assert_eq!(draft.money().unwrap().decimal(), expected, "{typed}");
        }
        for wrong in ["1,50,0", "-1", "0", "1.234", "AED 5", "1.5.2"] {
            assert_eq!(fields(&Draft { amount: wrong.to_owned(), ..fine() }), ["amount"], "{wrong}");
        }
    }

    #[test]
    fn a_comma_that_may_mean_two_things_is_not_guessed() {
        let kuwaiti = |amount: &str| Draft { amount: amount.to_owned(), ..Draft::new("KWD") };
        for ambiguous in ["12,345", "١٢,٣٤٥", "1 2,345"] {
            assert!(kuwaiti(ambiguous).money().is_err(), "{ambiguous}");
        }
        for (typed, expected) in [
            ("12.345", "12.345"),
            ("١٢٫٣٤٥", "12.345"),
            ("12,34", "12.340"),
            ("1,234.5", "1234.500"),
            ("1,234,567", "1234567.000"),
        ] {
            assert_eq!(kuwaiti(typed).money().unwrap().decimal(), expected, "{typed}");
        }
    }

    #[test]
    fn a_new_draft_lacks_an_amount_and_a_reference_and_nothing_else() {
        assert_eq!(fields(&Draft::new("AED")), ["amount", "reference"]);
        assert!(fields(&fine()).is_empty());
        assert_eq!(fine().identifiers().unwrap().len(), 1);
        assert_eq!(fine().max_usages(), Some(1000));
    }

    #[test]
    fn each_part_is_checked_and_named() {
        let mut text = DraftField::of(IdentifierKind::Text);
        text.limit = "501".to_owned();
        text.label = "x".repeat(81);
        let draft = Draft {
            title: "x".repeat(81),
            slug: "Spring".to_owned(),
            max_usages: "0".to_owned(),
            fields: vec![DraftField::of(IdentifierKind::MobilePhone), text],
            ..fine()
        };
        assert_eq!(
            fields(&draft),
            ["title", "max_usages", "slug", "identifiers[1].label", "identifiers[1].limit"]
        );
    }

    #[test]
    fn every_currency_offered_exists() {
        assert!(CURRENCIES.iter().all(|code| code.parse::<Currency>().is_ok()));
    }
}
