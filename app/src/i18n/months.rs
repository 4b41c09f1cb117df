//! Names of months, each in English, Arabic and French.

use domain::Locale;

const MONTHS: [[&str; 3]; 12] = [
    ["January", "يناير", "janvier"],
    ["February", "فبراير", "février"],
    ["March", "مارس", "mars"],
    ["April", "أبريل", "avril"],
    ["May", "مايو", "mai"],
    ["June", "يونيو", "juin"],
    ["July", "يوليو", "juillet"],
    ["August", "أغسطس", "août"],
    ["September", "سبتمبر", "septembre"],
    ["October", "أكتوبر", "octobre"],
    ["November", "نوفمبر", "novembre"],
    ["December", "ديسمبر", "décembre"],
];

/// A day of a month, counted from 0: `30 June`.
pub fn day(locale: Locale, day: u32, month0: u32) -> String {
    let names = MONTHS[month0 as usize % 12];
    match locale {
        Locale::En => format!("{day} {}", names[0]),
        Locale::Ar => format!("{day} {}", names[1]),
        Locale::Fr if day == 1 => format!("1er {}", names[2]),
        Locale::Fr => format!("{day} {}", names[2]),
    }
}

/// A day, a time and the city whose clock it is: `30 June, 23:59 (Dubai)`.
pub fn moment(locale: Locale, date: &str, time: &str, city: &str) -> String {
    match locale {
        Locale::En => format!("{date}, {time} ({city})"),
        Locale::Ar => format!("{date}، {time} ({city})"),
        Locale::Fr => format!("{date} à {time} ({city})"),
    }
}
