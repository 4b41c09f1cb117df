//! Makes the engine's objects fit to show: the viewer's language, the account's clock. Server only.
//!
//! The cast: [`Desk`] everything a server function works with; `links` rows and details; `narrow` what an
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

use std::str::FromStr;

use domain::{Locale, access::Actor};
use engine::{
    Engine,
    accounts::Account,
    page::{Count, Cursor, Page, PageRequest},
};
use leptos::prelude::IntoView;

pub use self::{
    found::found_by,
    links::Around,
    narrow::{filter_of_address, link_filter, moment_of_form, view_of_address},
    usages::{usage_filter, usage_filter_of_address},
};
use super::{
    query::ListQuery,
    shown::{Listed, Total},
};
use crate::{
    dashboard::{
        format::{Clock, THIS_MONTH},
        fragment::Fragment,
        words::Words,
    },
    error::AppError,
    i18n::format,
    session,
};

/// Rows on a page.
const PAGE: u32 = 25;

/// What a server function works with.
pub struct Desk {
    pub actor: Actor,
    pub engine: Engine,
    account: Account,
    pub clock: Clock,
    /// What plain forms of this session send along.
    pub csrf: String,
    pub locale: Locale,
}

impl Desk {
    /// For the actor of this request; refused without one.
    pub async fn open() -> Result<Self, AppError> {
        let session = session::session()?;
        let (actor, csrf) = (session.actor(), session.csrf);
        let (engine, locale) = (session::engine()?, session::locale());
        let account = engine.account(actor.account).await?;
        let clock = Clock { locale, now: engine.now(), zone: account.time_zone.clone() };
        Ok(Self { actor, engine, account, clock, csrf, locale })
    }

    /// How many there are, as people read it: `10,000+` where nobody counted on.
    pub fn total(&self, count: Count) -> Total {
        let number = format::count(self.locale, count.number);
        Total { is_one: count.number == 1, text: if count.is_all { number } else { format!("{number}+") } }
    }

    /// Renders a part of a page for this viewer.
    pub fn show<V: IntoView>(&self, part: impl FnOnce() -> V) -> Fragment {
        Fragment::render(Words::of(self.locale), part)
    }
}

/// The page an address asks for. An id that is none starts at the beginning.
pub fn page_of<I: FromStr>(query: &ListQuery) -> PageRequest<I> {
    let after = query.after.parse().ok().map(Cursor::StartingAfter);
    let cursor = after.or_else(|| query.before.parse().ok().map(Cursor::EndingBefore));
    PageRequest::try_new(PAGE, cursor).unwrap_or_default()
}

/// Reads an id; a text that is none names nothing.
pub fn id<I: FromStr>(text: &str, noun: &'static str) -> Result<I, AppError> {
    text.parse().map_err(|_| AppError::not_found(noun))
}

/// A page of rows with where its neighbours start.
pub fn listed<T, R>(
    page: Page<T>,
    query: &ListQuery,
    row: impl Fn(T) -> R,
    id: impl Fn(&R) -> String,
) -> Listed<R> {
    let has_more = page.has_more;
    let rows: Vec<R> = page.items.into_iter().map(row).collect();
    let backwards = query.after.is_empty() && !query.before.is_empty();
    let (any_newer, any_older) =
        if backwards { (has_more, true) } else { (!query.after.is_empty(), has_more) };
    let newer = rows.first().filter(|_| any_newer).map(&id);
    let older = rows.last().filter(|_| any_older).map(&id);
    Listed { rows, newer, older }
}

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
