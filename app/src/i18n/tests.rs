//! Every language says everything, with the same values in the same texts.
#![cfg(feature = "ssr")]

use std::collections::BTreeSet;

use domain::Locale;

use super::{checkout, dashboard, developers, fill, link_page, mail};

fn entries(locale: Locale) -> Vec<(&'static str, &'static str)> {
    let mut all = checkout::form(locale).entries();
    all.extend(checkout::pages(locale).entries());
    all.extend(dashboard::texts(locale).entries());
    all.extend(dashboard::links(locale).entries());
    all.extend(dashboard::views(locale).entries());
    all.extend(dashboard::lists(locale).entries());
    all.extend(dashboard::moves(locale).entries());
    all.extend(dashboard::keys(locale).entries());
    all.extend(dashboard::make(locale).entries());
    all.extend(dashboard::adding(locale).entries());
    all.extend(dashboard::customers(locale).entries());
    all.extend(dashboard::usages(locale).entries());
    all.extend(dashboard::recover(locale).entries());
    all.extend(dashboard::notices(locale).entries());
    all.extend(mail::texts(locale).entries());
    all.extend(link_page::texts(locale).entries());
    all.extend(developers::area(locale).entries());
    all.extend(developers::keys(locale).entries());
    all.extend(developers::webhooks(locale).entries());
    all.extend(developers::endpoint(locale).entries());
    all.extend(developers::deliveries(locale).entries());
    all.extend(developers::events(locale).entries());
    all.extend(developers::reference(locale).entries());
    all
}

fn marks(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect()
}

#[test]
fn no_text_is_empty_and_each_carries_the_same_values_in_every_language() {
    let english = entries(Locale::En);
    for locale in Locale::ALL {
        for ((name, text), (_, source)) in entries(locale).into_iter().zip(&english) {
            assert!(!text.trim().is_empty(), "{locale:?} {name}");
            assert_eq!(marks(text), marks(source), "{locale:?} {name}");
        }
    }
}

#[test]
fn arabic_and_french_are_translated() {
    let english = entries(Locale::En);
    for locale in [Locale::Ar, Locale::Fr] {
        let same: Vec<_> =
            entries(locale).into_iter().zip(&english).filter(|(a, b)| a.1 == b.1).map(|(a, _)| a.0).collect();
        assert!(same.iter().all(|name| locale == Locale::Fr && *name == "row_date"), "{locale:?} {same:?}");
    }
}

#[test]
fn filling_puts_values_in_place_and_isolates_them_in_arabic() {
    assert_eq!(
        fill("Pay {amount} to {merchant}", &[("merchant", "{x}"), ("amount", "AED 1")]),
        "Pay AED 1 to {x}"
    );
    assert_eq!(fill("ادفع {amount}", &[("amount", "AED 1")]), "ادفع \u{2068}AED 1\u{2069}");
    assert_eq!(fill("no marks {", &[]), "no marks ");
}
