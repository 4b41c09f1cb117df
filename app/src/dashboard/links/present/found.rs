//! What the palette finds: pages by their names, and links by the search of their list.

use domain::id::LinkId;
use engine::{
    links::{Link, LinkFilter},
    page::PageRequest,
};
use leptos::prelude::*;

use super::{super::ALL, Desk};
use crate::dashboard::{
    fragment::Fragment,
    palette::{Found, FoundList, pages},
};
use crate::i18n::format;

/// Few enough to be seen at once.
const MOST: u32 = 6;

pub fn found_by(q: &str) -> (LinkFilter, PageRequest<LinkId>) {
    let filter = LinkFilter { q: Some(q.to_owned()), ..LinkFilter::default() };
    (filter, PageRequest::try_new(MOST, None).unwrap_or_default())
}

impl Desk {
    pub fn found(&self, links: &[Link], q: &str) -> Fragment {
        let mut found = pages(self.locale, q);
        found.extend(links.iter().map(|link| Found {
            href: format!("{ALL}/{}", link.id),
            name: link.display_name().to_owned(),
            remark: format!("{} · {}", format::money(self.locale, link.money), link.reference),
        }));
        self.show(|| view! { <FoundList found /> })
    }
}
