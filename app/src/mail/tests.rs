//! What a reader gets, in each language.

use domain::{Locale, Mode};
use engine::mail::{Letter, Mail, PaymentFacts};

use super::{
    Written,
    samples::{self, letters},
    write,
};

const BASE: &str = "https://pay.example.com";

fn facts() -> PaymentFacts {
    samples::facts().unwrap()
}

fn written(locale: Locale, letter: Letter) -> Written {
    write(&Mail { id: uuid::Uuid::nil(), to: "reader@home.example".to_owned(), locale, letter }, BASE)
}

#[test]
fn a_receipt_in_plain_text_in_each_language() {
    let all = Locale::ALL.map(|locale| {
        let Written { subject, text, .. } = written(locale, Letter::Receipt(facts()));
        format!("{subject}\n\n{text}")
    });
    insta::assert_snapshot!(all.join("\n---\n"));
}

#[test]
fn the_other_letters_in_plain_text_in_each_language() {
    let mut all = Vec::new();
    for letter in letters().into_iter().skip(1) {
        for locale in Locale::ALL {
            let Written { subject, text, .. } = written(locale, letter.clone());
            all.push(format!("{subject}\n\n{text}"));
        }
    }
    insta::assert_snapshot!(all.join("\n---\n"));
}

#[test]
fn html_says_the_same_is_escaped_and_fetches_nothing() {
    for locale in Locale::ALL {
        for letter in letters() {
            let kind = letter.kind();
            let Written { html, text, .. } = written(locale, letter);
            assert!(
                html.contains(&format!("<html lang=\"{}\" dir=\"{}\">", locale.tag(), locale.direction())),
                "{html}"
            );
            for fetched in ["<img", "<link", "<script", "url(", "<table", "@import"] {
                assert!(!html.contains(fetched), "{kind} {fetched}");
            }
            let url = text.lines().find(|line| line.starts_with(BASE)).expect("an address");
            assert!(html.contains(&format!("href=\"{}\"", url.replace('&', "&amp;"))), "{kind} {url} {html}");
            let of_a_payment = !["password_reset", "endpoint_disabled"].contains(&kind);
            assert_eq!(html.contains("Yoga &lt;spring&gt;"), of_a_payment);
            assert!(!html.contains("<spring>"));
        }
    }
}

#[test]
fn a_receipt_is_answered_to_the_merchant_and_test_mode_is_named() {
    let receipt = written(Locale::En, Letter::Receipt(facts()));
    assert_eq!(receipt.reply_to.as_deref(), Some("help@shop.example"));
    assert_eq!(receipt.from_name.as_deref(), Some("Lina & Sons"));
    assert!(receipt.text.contains("https://pay.example.com/u/page-token/receipt\n"));
    assert!(receipt.text.contains("Reply to this email") && !receipt.text.contains("Test mode"));
    let alone =
        written(Locale::En, Letter::Receipt(PaymentFacts { contact: None, mode: Mode::Test, ..facts() }));
    assert!(alone.reply_to.is_none() && !alone.text.contains("Reply to this email"));
    assert!(alone.text.starts_with("*** Test mode: no real money moved ***"), "{}", alone.text);
}
