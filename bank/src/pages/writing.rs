//! How amounts, accounts and other people's words are written on a page.

use super::Locale;
use crate::money::Money;

/// An amount inside running text, kept together.
pub(super) fn amount(locale: Locale, money: &Money) -> String {
    written(locale, money, sign(locale, &money.currency))
}

/// The amount as the largest thing on the page.
pub(super) fn large(locale: Locale, money: &Money) -> String {
    written(locale, money, &format!("<small>{}</small>", sign(locale, &money.currency)))
}

/// The number and its sign in the order of the language. An Arabic sign makes the whole run from the right.
fn written(locale: Locale, money: &Money, sign: &str) -> String {
    let [thousands, point] = locale.texts().marks;
    let number = money.number(thousands, point);
    match locale {
        Locale::En => format!(r#"<bdi class="num">{sign}&nbsp;{number}</bdi>"#),
        Locale::Fr | Locale::Ar => format!(r#"<bdi class="num">{number}&nbsp;{sign}</bdi>"#),
    }
}

/// How a language writes a currency: in Arabic as CLDR gives it, else by its code.
fn sign(locale: Locale, currency: &str) -> &str {
    if locale != Locale::Ar {
        return currency;
    }
    match currency {
        "AED" => "د.إ.",
        "SAR" => "ر.س.",
        "QAR" => "ر.ق.",
        "KWD" => "د.ك.",
        "BHD" => "د.ب.",
        "OMR" => "ر.ع.",
        "EGP" => "ج.م.",
        "JOD" => "د.أ.",
        "LBP" => "ل.ل.",
        "IQD" => "د.ع.",
        "MAD" => "د.م.",
        "TND" => "د.ت.",
        "DZD" => "د.ج.",
        "LYD" => "د.ل.",
        "SYP" => "ل.س.",
        "YER" => "ر.ي.",
        "SDG" => "ج.س.",
        code => code,
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
    fn each_language_writes_an_amount_its_own_way() {
        let money = |currency: &str| Money { minor: 15_000, currency: currency.into() };
        for (locale, currency, expected) in [
            (Locale::En, "AED", "AED&nbsp;150.00"),
            (Locale::Fr, "AED", "150,00&nbsp;AED"),
            (Locale::Ar, "AED", "150.00&nbsp;د.إ."),
            (Locale::Ar, "SEK", "150.00&nbsp;SEK"),
        ] {
            let shown = amount(locale, &money(currency));
            assert_eq!(shown, format!(r#"<bdi class="num">{expected}</bdi>"#));
        }
        assert!(large(Locale::Ar, &money("AED")).contains("150.00&nbsp;<small>د.إ.</small>"));
    }

    #[test]
    fn a_name_cannot_break_out_of_the_page() {
        assert_eq!(escape(r#"<b a="1">&'"#), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;");
    }
}
