//! Moments as the viewer reads them: the account's time zone, the viewer's language. Server only.

use std::collections::BTreeMap;

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use domain::{Locale, Timestamp};

use crate::i18n::{dashboard, dates, fill};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A moment in the account's time zone and the viewer's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// `Today`, `30 June`, `30 June 2025`.
    pub day: String,
    /// `23:59`.
    pub time: String,
    /// Both in one: `Today, 23:59`.
    pub at: String,
    /// `in 9 days`, `3 minutes ago`.
    pub relative: String,
    /// For machines, in UTC.
    pub iso: String,
}

/// A day of the account's calendar, and how many of what is counted fell on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedDay {
    /// `Today`, `30 June`.
    pub name: String,
    pub count: u64,
}

/// The clock a page is written by.
#[derive(Clone)]
pub struct Clock {
    pub locale: Locale,
    pub now: Timestamp,
    pub zone: String,
}

impl Clock {
    /// A moment with its day, time and distance.
    pub fn when(&self, at: Timestamp) -> When {
        let (day, time) = (self.day(at), dates::clock_of(at, &self.zone));
        let both = self.joined(&day, &time);
        When { day, time, at: both, relative: self.relative(at), iso: iso(at) }
    }

    /// A day and a time, with the comma of the language.
    pub fn joined(&self, day: &str, time: &str) -> String {
        format!("{day}{} {time}", if self.locale == Locale::Ar { '،' } else { ',' })
    }

    /// `Today`, `Yesterday`, `Tomorrow`, or the date.
    fn day(&self, at: Timestamp) -> String {
        let texts = dashboard::texts(self.locale);
        let (day, today) = (self.local(at).date_naive(), self.local(self.now).date_naive());
        match day.signed_duration_since(today).num_days() {
            0 => texts.today.to_owned(),
            -1 => texts.yesterday.to_owned(),
            1 => texts.tomorrow.to_owned(),
            _ => dates::day(self.locale, at, &self.zone, day.year() != today.year()),
        }
    }

    /// `in 9 days`, `3 minutes ago`, `just now`.
    fn relative(&self, at: Timestamp) -> String {
        let texts = dashboard::texts(self.locale);
        let distance = at.since(self.now);
        let (count, unit) = match distance.abs() {
            span if span < MINUTE => return texts.just_now.to_owned(),
            span if span < HOUR => (span / MINUTE, dashboard::Unit::Minute),
            span if span < DAY => (span / HOUR, dashboard::Unit::Hour),
            span => (span / DAY, dashboard::Unit::Day),
        };
        let span = dashboard::span(self.locale, count, unit);
        fill(if distance < 0 { texts.ago } else { texts.ahead }, &[("span", &span)])
    }

    /// The last days of the account's calendar, oldest first, each with how much of `counted` fell on it.
    pub fn days(&self, days: u64, counted: &[(Timestamp, u64)]) -> Vec<CountedDay> {
        let mut counts: BTreeMap<NaiveDate, u64> = BTreeMap::new();
        for (at, count) in counted {
            *counts.entry(self.local(*at).date_naive()).or_default() += count;
        }
        let today = self.local(self.now).date_naive();
        let dates = (0..days).rev().filter_map(|back| today.checked_sub_days(Days::new(back)));
        dates
            .map(|date| CountedDay {
                name: self.day(self.noon(date)),
                count: counts.get(&date).copied().unwrap_or_default(),
            })
            .collect()
    }

    /// A moment that lies on this day whatever its clocks did.
    fn noon(&self, date: NaiveDate) -> Timestamp {
        let noon = date.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
        let noon = self.tz().from_local_datetime(&noon).earliest();
        Timestamp::from_millis(noon.map_or(0, |noon| noon.timestamp_millis()))
    }

    /// A time of day to the second, for a timeline.
    pub fn to_the_second(&self, at: Timestamp) -> String {
        self.local(at).format("%H:%M:%S").to_string()
    }

    fn local(&self, at: Timestamp) -> DateTime<Tz> {
        utc(at).with_timezone(&self.tz())
    }

    fn tz(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }

    /// The time zone as it stands below a field: `Asia/Dubai (UTC+4)`.
    pub fn zone_name(&self) -> String {
        let seconds = self.local(self.now).offset().fix().local_minus_utc();
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        let offset = match (minutes / 60, minutes % 60) {
            (0, 0) => String::new(),
            (hours, 0) => format!("{sign}{hours}"),
            (hours, rest) => format!("{sign}{hours}:{rest:02}"),
        };
        format!("{} (UTC{offset})", self.tz().name())
    }

    /// What a `datetime-local` control says, in the account's time zone. A time the clocks skip in spring is
    /// none; one they pass twice in autumn is the first.
    pub fn read(&self, text: &str) -> Option<Timestamp> {
        let naive = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
            .into_iter()
            .find_map(|shape| NaiveDateTime::parse_from_str(text, shape).ok())?;
        let local = self.tz().from_local_datetime(&naive).earliest()?;
        Some(Timestamp::from_millis(local.timestamp_millis()))
    }

    /// A day as a `date` control says it, or as seen from today, so that what is kept goes on being true: `-6d`,
    /// and `month` for the first of this month.
    fn date(&self, text: &str) -> Option<NaiveDate> {
        let today = self.local(self.now).date_naive();
        match text.strip_suffix('d').map(str::parse) {
            Some(Ok(days)) => today.checked_add_signed(TimeDelta::try_days(days)?),
            _ if text == THIS_MONTH => today.with_day(1),
            _ => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(),
        }
    }

    /// The same as a `date` control shows it.
    pub fn plain_day(&self, text: &str) -> String {
        self.date(text).map_or_else(|| text.to_owned(), |day| day.format("%Y-%m-%d").to_string())
    }

    /// When a day of the account's time zone begins, some days after the one that is said.
    pub fn read_day(&self, text: &str, days_after: u64) -> Option<Timestamp> {
        let day = self.date(text)?.checked_add_days(Days::new(days_after))?;
        let midnight = day.and_time(NaiveTime::MIN);
        // Where clocks go forward at midnight, the day begins at the first time that they show.
        let begins = (0..=LONGEST_SKIP).find_map(|minutes| {
            let time = midnight.checked_add_signed(TimeDelta::minutes(minutes))?;
            self.tz().from_local_datetime(&time).earliest()
        })?;
        Some(Timestamp::from_millis(begins.timestamp_millis()))
    }

    /// Today in the account's time zone, or so many days from it, as a `date` control says it.
    pub fn day_from_today(&self, days: i64) -> String {
        (self.local(self.now).date_naive() + TimeDelta::days(days)).format("%Y-%m-%d").to_string()
    }

    /// The other way: what a `datetime-local` control is to show.
    pub fn write(&self, at: Timestamp) -> String {
        self.local(at).format("%Y-%m-%dT%H:%M").to_string()
    }

    /// The earliest moment that such a control should offer for something to end.
    pub fn earliest(&self) -> String {
        self.write(self.now.plus_millis(SOONEST))
    }
}

/// How far ahead an end should lie at least.
const SOONEST: i64 = 5 * 60_000;

/// The most minutes that clocks have ever skipped: one whole day, where a country changed sides of the date line.
const LONGEST_SKIP: i64 = 24 * 60;

/// The first day of this month, as an address says it.
pub const THIS_MONTH: &str = "month";

fn utc(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.millis()).unwrap_or_default()
}

fn iso(at: Timestamp) -> String {
    utc(at).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 June 2026, 23:59 in Dubai.
    const LATE: Timestamp = Timestamp::from_millis(1_782_849_540_000);

    fn clock(locale: Locale, before: i64) -> Clock {
        Clock { locale, now: LATE.plus_millis(-before), zone: "Asia/Dubai".to_owned() }
    }

    #[test]
    fn near_days_have_names_and_far_ones_dates() {
        assert_eq!(clock(Locale::En, 0).when(LATE).day, "Today");
        assert_eq!(clock(Locale::En, DAY).when(LATE).day, "Tomorrow");
        assert_eq!(clock(Locale::En, -HOUR).when(LATE).day, "Yesterday");
        assert_eq!(clock(Locale::En, 9 * DAY).when(LATE).day, "30 June");
        assert_eq!(clock(Locale::En, 300 * DAY).when(LATE).day, "30 June 2026");
    }

    #[test]
    fn days_are_those_of_the_accounts_calendar() {
        // One minute before midnight in Dubai, one after, and one long before.
        let counted = [(LATE.plus_millis(-40 * DAY), 9), (LATE, 2), (LATE.plus_millis(MINUTE), 3)];
        let days = clock(Locale::En, -HOUR).days(3, &counted);
        let said: Vec<_> = days.iter().map(|day| (day.name.as_str(), day.count)).collect();
        assert_eq!(said, [("29 June", 0), ("Yesterday", 2), ("Today", 3)]);
    }

    #[test]
    fn distances_are_said_in_each_language() {
        for (locale, before, said) in [
            (Locale::En, 9 * DAY, "in 9 days"),
            (Locale::En, -3 * MINUTE, "3 minutes ago"),
            (Locale::En, -MINUTE, "1 minute ago"),
            (Locale::En, 5, "just now"),
            (Locale::Fr, 2 * HOUR, "dans 2 heures"),
            (Locale::Ar, -2 * DAY, "قبل \u{2068}يومين\u{2069}"),
            (Locale::Ar, 11 * DAY, "بعد \u{2068}11 يومًا\u{2069}"),
        ] {
            assert_eq!(clock(locale, before).when(LATE).relative, said);
        }
    }

    #[test]
    fn a_control_is_read_and_written_in_the_accounts_time_zone() {
        let clock = clock(Locale::En, 0);
        assert_eq!(clock.read("2026-06-30T23:59"), Some(LATE));
        assert_eq!(clock.write(LATE), "2026-06-30T23:59");
        assert_eq!(clock.read("soon"), None);
        assert_eq!(clock.zone_name(), "Asia/Dubai (UTC+4)");
        assert_eq!(clock.when(LATE).iso, "2026-06-30T19:59:00Z");
    }

    #[test]
    fn an_hour_that_clocks_skip_is_no_time() {
        let clock = Clock { zone: "Europe/Paris".to_owned(), ..clock(Locale::En, 0) };
        assert_eq!(clock.read("2026-03-29T02:30"), None);
    }

    #[test]
    fn a_day_without_a_midnight_begins_at_its_first_hour() {
        // Clocks go from 23:59 to 01:00.
        for (zone, day, began) in [
            ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"),
            ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"),
            ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z"),
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
        ] {
            let clock = Clock { zone: zone.to_owned(), ..clock(Locale::En, 0) };
            assert_eq!(clock.read_day(day, 0).map(iso).as_deref(), Some(began), "{zone}");
        }
    }

    #[test]
    fn days_as_seen_from_today_move_with_it() {
        let clock = clock(Locale::En, 0);
        for (said, day) in [
            ("0d", "2026-06-30"),
            ("-6d", "2026-06-24"),
            ("month", "2026-06-01"),
            ("2026-01-02", "2026-01-02"),
        ] {
            assert_eq!(clock.plain_day(said), day);
            assert_eq!(clock.read_day(said, 0), clock.read_day(day, 0));
        }
        assert!(clock.read_day("d", 0).is_none() && clock.read_day("99999999999999999d", 0).is_none());
    }
}
