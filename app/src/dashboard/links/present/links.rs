//! Links as rows and in detail.

use domain::{Currency, destination::AccountNumber};
use engine::{
    links::Link,
    page::{Count, Page},
    saved_views::SavedView,
};

use leptos::prelude::*;

use super::{
    super::{
        model::NamedPage,
        query::ListQuery,
        shown::{
            BoundTo, Counts, LinkDetail, LinkField, LinkRow, LinksPage, Named,
            link::LinkView,
            list::LinkList,
            narrow::{Narrow, Presets},
            views::View,
        },
    },
    DAYS, Desk, TODAY, listed, with_plain_days,
};
use crate::{
    dashboard::fragment::Fragment,
    error::AppError,
    i18n::{checkout, format},
};

/// What stands around one page of the links.
pub struct Around {
    pub total: Count,
    pub currencies: Vec<Currency>,
    pub views: Vec<SavedView>,
    /// Whose links alone are shown.
    pub customer: Option<BoundTo>,
}

impl Desk {
    pub fn links_page(&self, page: Page<Link>, around: Around, query: ListQuery) -> Fragment {
        let base = self.engine.settings().base_url.as_str().trim_end_matches('/');
        let page = LinksPage {
            narrow: Narrow {
                total: self.total(around.total),
                currencies: around.currencies.iter().map(|currency| currency.code().to_owned()).collect(),
                presets: PRESETS,
                days: with_plain_days(&self.clock, &query),
                zone: self.clock.zone_name(),
                customer: around.customer,
            },
            views: around
                .views
                .into_iter()
                .map(|view| View { name: view.name.to_string(), query: view.query })
                .collect(),
            csrf: self.csrf.clone(),
            listed: listed(page, &query, |link| self.link_row(&link), |row| row.id.clone()),
            api_url: format!("{base}/api/v1"),
        };
        self.show(|| view! { <LinkList page query /> })
    }

    pub fn link_row(&self, link: &Link) -> LinkRow {
        LinkRow {
            id: link.id.to_string(),
            name: link.display_name().to_owned(),
            reference: link.reference.clone(),
            status: link.status(self.clock.now),
            amount: format::money(self.locale, link.money),
            counts: counts(link),
            expires: link.lifecycle.expires_at.map(|at| self.clock.when(at)),
        }
    }

    pub async fn link_page(&self, link: Link) -> Result<NamedPage, AppError> {
        let detail = self.link_detail(link).await?;
        let name = detail.name.clone();
        let csrf = self.csrf.clone();
        Ok(NamedPage { name, body: self.show(|| view! { <LinkView detail csrf /> }) })
    }

    async fn link_detail(&self, link: Link) -> Result<LinkDetail, AppError> {
        let results = self.engine.link_results(&self.actor, link.id).await?;
        let activity = self.engine.link_activity(&self.actor, link.id).await?;
        let successor = match link.successor_id {
            Some(id) => self.engine.get_link(&self.actor, id).await.ok(),
            None => None,
        };
        let customer = match link.customer_id {
            Some(id) => Some(self.bound_to(id).await?),
            None => None,
        };
        let turned = self.engine.turned_away(&self.actor, link.id).await?;
        let destination = self.engine.get_destination(&self.actor, link.destination_id).await.ok();
        let label = |kind| checkout::default_label(self.locale, kind).to_owned();
        let fields = link.identifiers.iter().map(|identifier| LinkField {
            label: identifier.display_label.clone().unwrap_or_else(|| label(identifier.kind)),
            kind: identifier.kind,
            required: identifier.required,
            limit: identifier.limit,
        });
        Ok(LinkDetail {
            id: link.id.to_string(),
            name: link.display_name().to_owned(),
            status: link.status(self.clock.now),
            amount: format::money(self.locale, link.money),
            counts: counts(&link),
            expires: link.lifecycle.expires_at.map(|at| self.clock.when(at)),
            created: self.clock.when(link.created_at),
            url: self.engine.link_url(&link),
            fields: fields.collect(),
            destination: destination.map(|found| paid_to(found.holder.as_str(), &found.number)),
            customer,
            slug: link.slug,
            own_name: link.name,
            title: link.title,
            description: link.description,
            reference: link.reference,
            redirect_url: link.redirect_url,
            cancel_url: link.cancel_url,
            redirect_urls: self.redirect_urls().await?,
            results: self.results(results, link.money),
            activity: self.activity(&activity),
            successor: successor
                .map(|link| Named { id: link.id.to_string(), name: link.display_name().to_owned() }),
            earliest: self.clock.earliest(),
            zone: self.clock.zone_name(),
            turned: self.turned(&turned),
        })
    }
}

/// The ranges of days that merchants ask for most.
const PRESETS: Presets = Presets { created: DAYS, expires: [(TODAY, "6d"), (TODAY, "29d")] };

const fn counts(link: &Link) -> Counts {
    Counts { completed: link.slots.completed, reserved: link.slots.started, most: link.slots.max_usages }
}

/// The holder, and enough of the number to know it.
pub fn paid_to(holder: &str, number: &AccountNumber) -> String {
    format!("{holder}, {}", number.masked())
}
