//! What every server function of the dashboard works with, and how a page of a list is asked for. Server only.
//! Areas add to the [`Desk`] what they show.

use std::str::FromStr;

use domain::{Locale, access::Actor};
use engine::{
    Engine,
    accounts::Account,
    page::{Count, Cursor, Page, PageRequest},
};
use leptos::prelude::IntoView;

use super::{format::Clock, fragment::Fragment, links::ListQuery, words::Words};
use crate::{error::AppError, i18n::format, session};

/// Rows on a page.
const PAGE: u32 = 25;

/// What a server function works with.
pub struct Desk {
    pub actor: Actor,
    pub engine: Engine,
    pub account: Account,
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
    let (any_previous, any_next) =
        if backwards { (has_more, true) } else { (!query.after.is_empty(), has_more) };
    let previous = rows.first().filter(|_| any_previous).map(&id);
    let next = rows.last().filter(|_| any_next).map(&id);
    Listed { rows, previous, next }
}

/// One page of a list, with where its neighbours start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    /// The page before ends before this id.
    pub previous: Option<String>,
    /// The next page starts after this id.
    pub next: Option<String>,
}

/// How many rows a list has on all its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// `12,345`, `10,000+`.
    pub text: String,
    pub is_one: bool,
}
