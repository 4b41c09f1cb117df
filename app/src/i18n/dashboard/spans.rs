//! Lengths of time in words, with each language's plurals.

use domain::Locale;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Minute,
    Hour,
    Day,
}

/// `1 minute`, `2 hours`, `9 days`.
pub fn span(locale: Locale, count: i64, unit: Unit) -> String {
    match locale {
        Locale::En => {
            counted(count, count == 1, unit, [("minute", "minutes"), ("hour", "hours"), ("day", "days")])
        }
        // In French nothing and one and a half are singular too.
        Locale::Fr => {
            counted(count, count < 2, unit, [("minute", "minutes"), ("heure", "heures"), ("jour", "jours")])
        }
        Locale::Ar => arabic(count, unit),
    }
}

fn counted(count: i64, one: bool, unit: Unit, words: [(&str, &str); 3]) -> String {
    let (singular, plural) = words[unit as usize];
    format!("{count} {}", if one { singular } else { plural })
}

/// One and two need no number; 3 to 10 take the plural, 11 to 99 the accusative singular.
fn arabic(count: i64, unit: Unit) -> String {
    let [one, two, few, many] = match unit {
        Unit::Minute => ["دقيقة", "دقيقتين", "دقائق", "دقيقة"],
        Unit::Hour => ["ساعة", "ساعتين", "ساعات", "ساعة"],
        Unit::Day => ["يوم", "يومين", "أيام", "يومًا"],
    };
    match (count, count % 100) {
        (1, _) => one.to_owned(),
        (2, _) => two.to_owned(),
        (_, 3..=10) => format!("{count} {few}"),
        (_, 11..=99) => format!("{count} {many}"),
        _ => format!("{count} {one}"),
    }
}
