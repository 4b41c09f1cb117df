//! Moments as people of each language write them, in the merchant's time zone. Server only.

use chrono::{DateTime, Datelike, Timelike, Utc};
use chrono_tz::Tz;
use domain::{Locale, Timestamp};

use super::months;

/// Cities of time zones whose name differs from their identifier's in Arabic or French.
const CITIES: [(&str, &str, &str); 22] = [
    ("Dubai", "دبي", "Dubaï"),
    ("Riyadh", "الرياض", "Riyad"),
    ("Kuwait", "الكويت", "Koweït"),
    ("Qatar", "الدوحة", "Doha"),
    ("Bahrain", "المنامة", "Manama"),
    ("Muscat", "مسقط", "Mascate"),
    ("Cairo", "القاهرة", "Le Caire"),
    ("Amman", "عمّان", "Amman"),
    ("Beirut", "بيروت", "Beyrouth"),
    ("Baghdad", "بغداد", "Bagdad"),
    ("Damascus", "دمشق", "Damas"),
    ("Aden", "عدن", "Aden"),
    ("Khartoum", "الخرطوم", "Khartoum"),
    ("Casablanca", "الدار البيضاء", "Casablanca"),
    ("Algiers", "الجزائر", "Alger"),
    ("Tunis", "تونس", "Tunis"),
    ("Tripoli", "طرابلس", "Tripoli"),
    ("Paris", "باريس", "Paris"),
    ("London", "لندن", "Londres"),
    ("Brussels", "بروكسل", "Bruxelles"),
    ("Zurich", "زيورخ", "Zurich"),
    ("Istanbul", "إسطنبول", "Istanbul"),
];

/// A moment as a customer reads it, with the city whose clock it is: `30 June, 23:59 (Dubai)`.
/// The year is named when it is not the one we are in.
pub fn moment(locale: Locale, at: Timestamp, now: Timestamp, zone: &str) -> String {
    let (at, now, city) = (local(at, zone), local(now, zone), city(locale, zone));
    let (date, time) = (date(locale, at, at.year() != now.year()), clock(at));
    months::moment(locale, &date, &time, &city)
}

/// A moment in full, for receipts and records: `12 June 2026, 14:05 (Dubai)`.
pub fn full(locale: Locale, at: Timestamp, zone: &str) -> String {
    moment(locale, at, Timestamp::from_millis(i64::MIN / 2), zone)
}

/// A time of the day we are in, with the city whose clock it is: `14:05 (Dubai)`.
pub fn time(locale: Locale, at: Timestamp, zone: &str) -> String {
    format!("{} ({})", clock_of(at, zone), city(locale, zone))
}

/// A time of day where the city stands elsewhere: `14:05`.
pub fn clock_of(at: Timestamp, zone: &str) -> String {
    clock(local(at, zone))
}

/// A short moment for tables: `12 Jun 2026, 14:05` in English, the same with whole months elsewhere.
pub fn short(locale: Locale, at: Timestamp, zone: &str) -> String {
    let at = local(at, zone);
    let date = date(locale, at, true);
    let date = if locale == Locale::En { abbreviated(&date) } else { date };
    format!("{date}{} {}", if locale == Locale::Ar { '،' } else { ',' }, clock(at))
}

/// A date: `30 June`, or `30 June 2026`.
pub fn day(locale: Locale, at: Timestamp, zone: &str, with_year: bool) -> String {
    date(locale, local(at, zone), with_year)
}

fn abbreviated(date: &str) -> String {
    date.split(' ')
        .map(|word| {
            if word.starts_with(|c: char| c.is_ascii_digit()) { word } else { word.get(..3).unwrap_or(word) }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn local(at: Timestamp, zone: &str) -> DateTime<Tz> {
    let utc = DateTime::<Utc>::from_timestamp_millis(at.millis()).unwrap_or_default();
    utc.with_timezone(&zone.parse().unwrap_or(Tz::UTC))
}

fn date(locale: Locale, at: DateTime<Tz>, with_year: bool) -> String {
    let date = months::day(locale, at.day(), at.month0());
    if with_year { format!("{date} {}", at.year()) } else { date }
}

fn clock(at: DateTime<Tz>) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The city of a time zone's identifier: `Asia/Dubai` is Dubai.
pub fn city(locale: Locale, zone: &str) -> String {
    let zone = zone.parse::<Tz>().unwrap_or(Tz::UTC).name();
    let name = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
    match (locale, CITIES.iter().find(|(city, ..)| *city == name)) {
        (Locale::Ar, Some((_, city, _))) | (Locale::Fr, Some((.., city))) => (*city).to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 June 2026, 23:59 in Dubai.
    const LATE_JUNE: Timestamp = Timestamp::from_millis(1_782_849_540_000);
    const EARLY_JUNE: Timestamp = Timestamp::from_millis(1_780_300_800_000);

    #[test]
    fn a_moment_names_day_time_and_whose_clock() {
        for (locale, expected) in [
            (Locale::En, "30 June, 23:59 (Dubai)"),
            (Locale::Ar, "30 يونيو، 23:59 (دبي)"),
            (Locale::Fr, "30 juin à 23:59 (Dubaï)"),
        ] {
            assert_eq!(moment(locale, LATE_JUNE, EARLY_JUNE, "Asia/Dubai"), expected);
        }
    }

    #[test]
    fn a_time_of_day_names_whose_clock() {
        assert_eq!(time(Locale::En, LATE_JUNE, "Asia/Dubai"), "23:59 (Dubai)");
        assert_eq!(time(Locale::Ar, LATE_JUNE, "Asia/Dubai"), "23:59 (دبي)");
    }

    #[test]
    fn another_year_is_named() {
        let last_year = EARLY_JUNE.plus_millis(-365 * 86_400_000);
        assert_eq!(moment(Locale::En, LATE_JUNE, last_year, "Asia/Dubai"), "30 June 2026, 23:59 (Dubai)");
        assert_eq!(full(Locale::En, LATE_JUNE, "Asia/Dubai"), "30 June 2026, 23:59 (Dubai)");
    }

    #[test]
    fn an_unknown_zone_is_utc_and_nothing_panics() {
        assert_eq!(moment(Locale::En, LATE_JUNE, EARLY_JUNE, "Mars/Olympus"), "30 June, 19:59 (UTC)");
        assert_eq!(
            full(Locale::Ar, Timestamp::from_millis(i64::MAX), ""),
            full(Locale::Ar, Timestamp::from_millis(0), "")
        );
    }

    #[test]
    fn tables_are_short() {
        assert_eq!(short(Locale::En, LATE_JUNE, "Asia/Dubai"), "30 Jun 2026, 23:59");
        assert_eq!(short(Locale::Fr, LATE_JUNE, "America/New_York"), "30 juin 2026, 15:59");
        assert_eq!(clock_of(LATE_JUNE, "Asia/Dubai"), "23:59");
    }
}
