//! What a page says when no link is to blame.

/// No link is to blame: the address or we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    NotFound,
    /// What was sent cannot be taken: it is too old, too long, or not from our page.
    Refused,
    TooMany,
    /// With the id that finds the request in the log.
    Server {
        request_id: Option<String>,
    },
    Dashboard(Turned),
}

/// What was asked of the dashboard by a plain form or for a file, and refused: in the words of the dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    pub title: &'static str,
    pub text: String,
    /// The way on: an address and what it says.
    pub href: String,
    pub label: &'static str,
    pub request_id: Option<String>,
}
