//! The parameters of lists: filters, a limit and a cursor.

use std::{fmt::Display, str::FromStr};

use axum::extract::{FromRequestParts, RawQuery};
use domain::{FieldError, Timestamp};
use engine::page::{Cursor, PageRequest};
use http::request::Parts;

use super::fields::parse_moment;
use crate::{Remit, problem::Problem};

/// The pairs of a query, taken one by one; [`Query::finish`] refuses those that are left.
pub(crate) struct Query {
    left: Vec<(String, String)>,
    known: Vec<&'static str>,
    errors: Vec<FieldError>,
}

impl FromRequestParts<Remit> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, remit: &Remit) -> Result<Self, Problem> {
        let RawQuery(query) = RawQuery::from_request_parts(parts, remit)
            .await
            .map_err(|_| Problem::not_found("page or endpoint"))?;
        let left = serde_urlencoded::from_str(&query.unwrap_or_default()).unwrap_or_default();
        Ok(Self { left, known: Vec::new(), errors: Vec::new() })
    }
}

impl Query {
    /// The text of a parameter that is there and not empty.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.next(name).filter(|text| !text.is_empty())
    }

    fn next(&mut self, name: &'static str) -> Option<String> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        let index = self.left.iter().position(|(given, _)| given == name)?;
        Some(self.left.remove(index).1)
    }

    pub fn parse<T: FromStr<Err: Display>>(&mut self, name: &'static str) -> Option<T> {
        self.parse_with(name, |text| text.parse().map_err(|error: T::Err| error.to_string()))
    }

    /// A moment in RFC 3339.
    pub fn moment(&mut self, name: &'static str) -> Option<Timestamp> {
        self.parse_with(name, parse_moment)
    }

    /// `true` or `false`; left out it is `false`.
    pub fn flag(&mut self, name: &'static str) -> bool {
        let flag = |text: &str| text.parse::<bool>().map_err(|_| "use true or false".to_owned());
        self.parse_with(name, flag).unwrap_or(false)
    }

    /// Every value of a parameter that may come several times, such as `expand[]`.
    pub fn each<T>(&mut self, name: &'static str, allowed: &[(&'static str, T)]) -> Vec<T>
    where
        T: Copy,
    {
        let mut found = Vec::new();
        while let Some(text) = self.next(name) {
            if let Some((_, value)) = allowed.iter().find(|(word, _)| *word == text) {
                found.push(*value);
            } else {
                let words: Vec<_> = allowed.iter().map(|(word, _)| *word).collect();
                self.refuse(name, "unknown_value", &format!("use one of {}", words.join(", ")));
            }
        }
        found
    }

    /// A parameter that is there and empty is wrong, not left out: whoever sends an id that is missing must not get
    /// the objects of everybody.
    pub fn parse_with<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.next(name)?;
        parse(&text).map_err(|detail| self.refuse(name, &format!("invalid_{name}"), &detail)).ok()
    }

    pub fn refuse(&mut self, name: &str, code: &str, detail: &str) {
        self.errors.push(FieldError::new(name, code, detail));
    }

    /// Which page of the list is wanted.
    pub fn page<I: FromStr<Err: Display>>(&mut self) -> PageRequest<I> {
        const LIMITS: &str = "use a number from 1 to 100";
        let limit = self.parse_with("limit", |text| text.parse().map_err(|_| LIMITS.to_owned()));
        let cursor = match (self.parse("starting_after"), self.parse("ending_before")) {
            (Some(_), Some(_)) => {
                self.refuse("ending_before", "two_cursors", "send starting_after or ending_before, not both");
                None
            }
            (Some(id), None) => Some(Cursor::StartingAfter(id)),
            (None, Some(id)) => Some(Cursor::EndingBefore(id)),
            (None, None) => None,
        };
        let total = self.flag("total_count");
        let request = PageRequest::try_new(limit.unwrap_or(PageRequest::<I>::DEFAULT_LIMIT), cursor);
        if request.is_none() {
            self.refuse("limit", "invalid_limit", LIMITS);
        }
        request.unwrap_or_default().with_total(total)
    }

    /// Refuses parameters that nobody took, and answers with everything that is wrong.
    pub fn finish(mut self) -> Result<(), Problem> {
        let known = self.known.join(", ");
        for (name, _) in std::mem::take(&mut self.left) {
            self.refuse(
                &name,
                "unknown_parameter",
                &format!("there is no such parameter; there are {known}"),
            );
        }
        if self.errors.is_empty() { Ok(()) } else { Err(Problem::invalid(self.errors)) }
    }
}
