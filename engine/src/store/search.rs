//! How a list of links or of customers is searched.

use std::str::FromStr;

use sqlx::AnyConnection;

use super::{
    query::{Query, Value, containing},
    terms::{self, Kept, Scope},
};
use crate::{error::Result, search::Sought};

/// Objects that a count goes through before it says that there are more.
const COUNTED: u64 = 100_000;
/// The same where each object has to be looked at.
const COUNTED_IN_SEARCH: u64 = 1_000;

/// The way to what is sought. `I` is the id of the objects listed.
pub enum Search<I> {
    Id(I),
    /// Few have the word: their ids are looked up first.
    Rare(Sought),
    /// Many have each of the words: what begins with all of them is looked up instead.
    Phrase(Sought),
    /// Many have it: the list is walked until a page is full.
    Common(Sought),
    /// There is no word in it.
    Symbols(Sought),
}

impl<I: FromStr> Search<I> {
    /// The quickest way to what somebody typed; `None` when that is nothing.
    pub async fn choose(
        connection: &mut AnyConnection,
        kept: Kept,
        scope: Scope,
        typed: Option<&str>,
    ) -> Result<Option<Self>> {
        let Some((typed, sought)) = typed.and_then(|typed| Some((typed, Sought::parse(typed)?))) else {
            return Ok(None);
        };
        if let Ok(id) = typed.trim().parse() {
            return Ok(Some(Self::Id(id)));
        }
        if sought.word.is_none() {
            return Ok(Some(Self::Symbols(sought)));
        }
        for way in sought.ways() {
            if let Some(word) = &way.word
                && !terms::is_common(connection, kept, scope, word).await?
            {
                return Ok(Some(Self::Rare(way)));
            }
        }
        Ok(Some(if sought.phrase.is_some() { Self::Phrase(sought) } else { Self::Common(sought) }))
    }
}

impl<I> Search<I> {
    /// How far its finds are counted.
    pub const fn counted(search: Option<&Self>) -> u64 {
        match search {
            Some(Self::Common(_) | Self::Symbols(_)) => COUNTED_IN_SEARCH,
            Some(Self::Id(_) | Self::Rare(_) | Self::Phrase(_)) | None => COUNTED,
        }
    }
}

/// Those of a walk that have the word, by a SELECT of their terms, and all others where there are more.
pub fn having_word(query: Query, of_term: &'static str, sought: &Sought) -> Query {
    let word =
        sought.word.iter().flat_map(|word| [Value::Text(word.from.clone()), Value::Text(word.to.clone())]);
    let query = query.and(of_term, word.collect());
    if sought.has_more { containing_all(query, sought) } else { query }
}

/// Those that contain what is sought as it was typed, among the newest: every one of them has to be read.
pub fn newest_containing(query: Query, newest: &'static str, scope: Scope, sought: &Sought) -> Query {
    let (account, mode) = scope;
    containing_all(query.and(newest, vec![account.bytes().into(), mode.as_str().into()]), sought)
}

fn containing_all(query: Query, sought: &Sought) -> Query {
    query.and("search LIKE ? ESCAPE '\\'", vec![Value::Text(containing(&sought.text))])
}
