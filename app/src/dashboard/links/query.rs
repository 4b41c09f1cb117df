//! The state that lives in addresses: filters and pages. Nothing of it is lost by a reload or a bookmark.

use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// Which page of a list, and what narrows it; as written in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// A status in lower case, or nothing.
    pub status: String,
    pub q: String,
    /// What else narrows or orders the list, as pairs of a query: only the server reads it.
    pub more: String,
    pub after: String,
    pub before: String,
}

/// The names of those pairs.
const MORE: [&str; 14] = [
    "customer",
    "currency",
    "least",
    "most",
    "created_from",
    "created_to",
    "expires_from",
    "expires_to",
    "sort",
    "payment",
    "started_from",
    "started_to",
    "type",
    "object",
];

impl ListQuery {
    pub fn read(params: &ParamsMap) -> Self {
        let part = |name: &str| params.get(name).unwrap_or_default().trim().to_owned();
        let more = pairs(MORE.iter().map(|name| (*name, part(name))));
        Self { status: part("status"), q: part("q"), more, after: part("after"), before: part("before") }
    }

    /// The first page with another status.
    pub fn with_status(&self, status: &str) -> Self {
        Self { status: status.to_owned(), after: String::new(), before: String::new(), ..self.clone() }
    }

    /// The first page with another search.
    pub fn with_search(&self, q: &str) -> Self {
        Self { q: q.trim().to_owned(), after: String::new(), before: String::new(), ..self.clone() }
    }

    /// The address at this path, with further pairs behind.
    pub fn href(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own =
            [("status", &self.status), ("q", &self.q), ("after", &self.after), ("before", &self.before)];
        let own = own.into_iter().map(|(name, value)| (name, value.clone()));
        let all = pairs(own.chain(more.iter().map(|(name, value)| (*name, (*value).to_owned()))));
        match (all.is_empty(), self.more.is_empty()) {
            (true, true) => path.to_owned(),
            (false, true) => format!("{path}?{all}"),
            (true, false) => format!("{path}?{}", self.more),
            (false, false) => format!("{path}?{all}&{}", self.more),
        }
    }
}

/// Those that have a value, as a query.
fn pairs<'n>(all: impl Iterator<Item = (&'n str, String)>) -> String {
    let set: Vec<_> = all
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(&value)))
        .collect();
    set.join("&")
}

/// What only the rendering of a list asks.
#[cfg(feature = "ssr")]
impl ListQuery {
    /// Narrows nothing.
    pub fn is_plain(&self) -> bool {
        self.status.is_empty() && self.q.is_empty() && self.more.is_empty()
    }

    /// What `more` says of a name.
    pub fn more(&self, name: &str) -> Option<String> {
        let mut pairs = url::form_urlencoded::parse(self.more.as_bytes());
        pairs.find(|(given, _)| given == name).map(|(_, value)| value.trim().to_owned())
    }

    /// The query of an address, for what is no page of the dashboard.
    pub fn parse(query: &str) -> Self {
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        Self::read(&pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The first page with other values in `more`; an empty one takes the name out.
    pub fn with_more(&self, changes: &[(&str, &str)]) -> Self {
        let value = |name: &&str| {
            let changed = changes.iter().find(|(changed, _)| changed == name);
            changed.map(|(_, value)| (*value).to_owned()).or_else(|| self.more(name)).unwrap_or_default()
        };
        let more = pairs(MORE.iter().map(|name| (*name, value(name))));
        Self { more, after: String::new(), before: String::new(), ..self.clone() }
    }

    /// What narrows and orders beside the search.
    pub fn narrowing(&self) -> Vec<(&'static str, String)> {
        let more = MORE.iter().filter_map(|name| Some((*name, self.more(name)?)));
        std::iter::once(("status", self.status.clone()))
            .chain(more)
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// What narrows and orders, as the query of the first page: two addresses that show the same have one.
    pub fn view(&self) -> String {
        self.with_more(&[]).href("", &[]).trim_start_matches('?').to_owned()
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_carries_what_is_set_and_nothing_else() {
        let query = ListQuery { status: "active".to_owned(), q: "a & ب".to_owned(), ..ListQuery::default() };
        assert_eq!(query.href("/l", &[]), "/l?status=active&q=a%20%26%20%D8%A8");
        assert_eq!(ListQuery::default().href("/l", &[("usage", "use_1")]), "/l?usage=use_1");
        assert_eq!(query.starting_after("x").with_status("").href("/l", &[]), "/l?q=a%20%26%20%D8%A8");
    }

    #[test]
    fn what_only_the_server_reads_is_carried_along() {
        let query = ListQuery::parse("q=a&sort=amount&after=x&least=1%2C5&unknown=1");
        assert_eq!((query.more("least").as_deref(), query.more("most")), (Some("1,5"), None));
        assert_eq!(query.with_search("b").href("/l", &[]), "/l?q=b&least=1%2C5&sort=amount");
        let narrower = query.with_more(&[("sort", ""), ("most", "9")]);
        assert_eq!(narrower.href("/l", &[]), "/l?q=a&least=1%2C5&most=9");
        assert!(!ListQuery::parse("sort=amount").is_plain());
        assert_eq!(query.view(), "q=a&least=1%2C5&sort=amount");
    }
}
