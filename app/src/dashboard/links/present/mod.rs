//! Makes the engine's objects fit to show: the viewer's language, the account's clock. Server only.
//!
//! The cast, each adding to the [`Desk`]: `links` rows and details; `narrow` what an
//! address asks of them; `form` the start of the form and what it sends; `adding` what it adds to the settings;
//! `found` what the palette finds; `preview` the checkout beside it;
//! `usages` rows and the drawer; `results` what a link has brought.

mod adding;
mod form;
mod found;
mod links;
mod narrow;
mod preview;
mod results;
mod usages;

use domain::Locale;

pub use self::{
    found::found_by,
    links::Around,
    narrow::{filter_of_address, link_filter, moment_of_form, view_of_address},
    usages::{usage_filter, usage_filter_of_address},
};
use super::query::ListQuery;
use crate::dashboard::{
    desk::{Desk, listed},
    format::{Clock, THIS_MONTH},
};

/// The ranges of days gone by that merchants ask for most: today, 7 days, 30 days, this month.
const DAYS: [(&str, &str); 4] = [(TODAY, TODAY), ("-6d", TODAY), ("-29d", TODAY), (THIS_MONTH, TODAY)];

/// Today, as an address says it.
const TODAY: &str = "0d";

/// The names of what an address says of days.
const NAMES: [&str; 6] =
    ["created_from", "created_to", "expires_from", "expires_to", "started_from", "started_to"];

/// The query with each day as a `date` control shows it.
fn with_plain_days(clock: &Clock, query: &ListQuery) -> ListQuery {
    let days =
        NAMES.map(|name| (name, query.more(name).map(|day| clock.plain_day(&day)).unwrap_or_default()));
    query.with_more(&days.each_ref().map(|(name, day)| (*name, day.as_str())))
}

/// A bank's name in a language.
fn name_in(locale: Locale, bank: engine::rails::Bank) -> String {
    match locale {
        Locale::En => bank.names.en,
        Locale::Ar => bank.names.ar,
        Locale::Fr => bank.names.fr,
    }
}
