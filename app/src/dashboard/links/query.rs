//! The state that lives in addresses: filters and pages. Nothing of it is lost by a reload or a bookmark.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// Which page of a list, and what narrows it; as written in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// A status in lower case, or nothing.
    pub status: String,
    pub q: String,
    pub after: String,
    pub before: String,
}

impl ListQuery {
    pub fn read(params: &ParamsMap) -> Self {
        let part = |name: &str| params.get(name).unwrap_or_default().trim().to_owned();
        Self { status: part("status"), q: part("q"), after: part("after"), before: part("before") }
    }

    /// The first page with another status.
    pub fn with_status(&self, status: &str) -> Self {
        Self { status: status.to_owned(), q: self.q.clone(), ..Self::default() }
    }

    /// The first page with another search.
    pub fn with_search(&self, q: &str) -> Self {
        Self { status: self.status.clone(), q: q.trim().to_owned(), ..Self::default() }
    }

    /// The address at this path, with further pairs behind.
    pub fn href(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own =
            [("status", &self.status), ("q", &self.q), ("after", &self.after), ("before", &self.before)];
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let pairs: Vec<_> = own
            .chain(more.iter().copied())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

/// What only the rendering of a list asks.
#[cfg(feature = "ssr")]
impl ListQuery {
    /// Narrows nothing.
    pub fn is_plain(&self) -> bool {
        self.status.is_empty() && self.q.is_empty()
    }

    /// The first page.
    pub fn is_first(&self) -> bool {
        self.after.is_empty() && self.before.is_empty()
    }

    pub fn starting_after(&self, id: &str) -> Self {
        Self { after: id.to_owned(), before: String::new(), ..self.clone() }
    }

    pub fn ending_before(&self, id: &str) -> Self {
        Self { before: id.to_owned(), after: String::new(), ..self.clone() }
    }
}

/// Percent-encodes everything but what is plain in a query.
pub fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_what_is_set_and_nothing_else() {
        let query = ListQuery { status: "active".to_owned(), q: "a & ب".to_owned(), ..ListQuery::default() };
        assert_eq!(query.href("/l", &[]), "/l?status=active&q=a%20%26%20%D8%A8");
        assert_eq!(ListQuery::default().href("/l", &[("usage", "use_1")]), "/l?usage=use_1");
        assert_eq!(query.starting_after("x").with_status("").href("/l", &[]), "/l?q=a%20%26%20%D8%A8");
    }
}
