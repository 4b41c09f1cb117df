//! How amounts, accounts and other people's words are written on a page.

use super::Locale;
use crate::money::Money;

/// An amount inside running text, kept together and left to right in every language.
pub(super) fn amount(locale: Locale, money: &Money) -> String {
    let [thousands, point] = locale.texts().marks;
    let (number, currency) = (money.number(thousands, point), &money.currency);
    match locale {
        Locale::Fr => format!(r#"<bdi class="num" dir="ltr">{number}&nbsp;{currency}</bdi>"#),
        Locale::En | Locale::Ar => format!(r#"<bdi class="num" dir="ltr">{currency}&nbsp;{number}</bdi>"#),
    }
}

/// The amount as the largest thing on the page.
pub(super) fn large(locale: Locale, money: &Money) -> String {
    let [thousands, point] = locale.texts().marks;
    let number = money.number(thousands, point);
    let currency = format!("<small>{}</small>", money.currency);
    match locale {
        Locale::Fr => format!(r#"<bdi class="num" dir="ltr">{number}&nbsp;{currency}</bdi>"#),
        Locale::En | Locale::Ar => format!(r#"<bdi class="num" dir="ltr">{currency}&nbsp;{number}</bdi>"#),
    }
}

/// Long amounts are set smaller: they stay on one line on the narrowest phone.
pub(super) fn size(money: &Money) -> &'static str {
    match money.number(",", ".").len() {
        0..=8 => "",
        9..=11 => " long",
        _ => " longest",
    }
}

/// All but the last four characters of an account are nobody's business.
pub(super) fn mask(identification: &str) -> String {
    let start = identification.char_indices().rev().nth(3).map_or(0, |(index, _)| index);
    format!("•••• {}", escape(identification.get(start..).unwrap_or_default()))
}

/// Other people's words must stay words.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_an_account_is_shown() {
        assert_eq!(mask("AE070331234567890123456"), "•••• 3456");
        assert_eq!(mask("12"), "•••• 12");
    }

    #[test]
    fn a_name_cannot_break_out_of_the_page() {
        assert_eq!(escape(r#"<b a="1">&'"#), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;");
    }
}
