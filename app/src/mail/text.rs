//! A letter in plain text.

use domain::Locale;

use super::content::Content;
use crate::i18n::format::Amount;

pub(super) fn write(content: &Content) -> String {
    let Content { locale, title, amount, text, rows, button: (label, url), foot, test_mode, .. } = content;
    let colon = if *locale == Locale::Fr { "\u{a0}:" } else { ":" };
    let mut parts: Vec<String> = test_mode.iter().map(|words| format!("*** {words} ***")).collect();
    parts.push(title.clone());
    parts.extend(amount.as_ref().map(Amount::text));
    parts.push(text.clone());
    if !rows.is_empty() {
        let rows: Vec<_> = rows.iter().map(|(label, value)| format!("{label}{colon} {value}")).collect();
        parts.push(rows.join("\n"));
    }
    parts.push(format!("{label}{colon}\n{url}"));
    parts.push(foot.clone());
    parts.join("\n\n") + "\n"
}
