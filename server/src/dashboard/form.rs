//! Plain forms as they are sent: names and values, from a page of the session that sends them.

use crate::{problem::Problem, session::SignedIn};

/// A form as it was sent. A name may come several times.
pub(super) type Pairs = Vec<(String, String)>;

/// The first value of this name; empty where there is none.
pub(super) fn value<'s>(sent: &'s Pairs, name: &str) -> &'s str {
    sent.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
}

/// Refuses a form of another session.
pub(super) fn check(signed_in: &SignedIn, sent: &Pairs) -> Result<(), Problem> {
    signed_in.check(value(sent, "csrf"))
}
