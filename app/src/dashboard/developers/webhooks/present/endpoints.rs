//! Endpoints: all of them, one, and those that need attention.

use domain::{
    access::Permission,
    id::EndpointId,
    webhook::{EndpointStatus, Subscription, endpoint::MOST},
};
use engine::{
    page::PageRequest,
    webhooks::{DeliveryFilter, Endpoint},
};
use leptos::prelude::*;

use super::super::shown::{
    EndpointDetail, EndpointRow, Standing,
    endpoint::EndpointView,
    list::{EndpointList, EndpointsShown},
    notice::Notice,
};
use crate::{
    dashboard::{
        desk::{Desk, listed, page_of},
        format::When,
        fragment::Fragment,
        links::{ListQuery, NamedPage},
    },
    error::AppError,
    i18n::{developers, fill},
};

/// From how long ago on to send again what was missed, unless somebody says otherwise: as long as the schedule of a
/// delivery takes, in milliseconds.
const MISSED: i64 = 3 * 24 * 3_600_000;

impl Desk {
    pub async fn endpoints_page(&self) -> Result<NamedPage, AppError> {
        let mut rows = Vec::new();
        for endpoint in self.endpoints().await? {
            let last = self.last_delivery(endpoint.id).await?;
            rows.push(EndpointRow { last, ..self.endpoint_row(&endpoint) });
        }
        let body = r#"{"url": "https://shop.example.com/webhooks", "events": ["*"]}"#;
        let command = [
            &format!(r"curl {}/api/v1/webhook_endpoints \", self.engine.base()),
            r#"  -H "Authorization: Bearer $REMIT_API_KEY" \"#,
            r#"  -H "Content-Type: application/json" \"#,
            &format!("  -d '{body}'"),
        ]
        .join("\n");
        let shown = EndpointsShown { rows, may_write: self.may_write_webhooks(), command };
        let name = developers::area(self.locale).tab_webhooks.to_owned();
        Ok(NamedPage { name, body: self.show(|| view! { <EndpointList shown /> }) })
    }

    pub fn may_write_webhooks(&self) -> bool {
        self.actor.may(Permission::WriteWebhooks)
    }

    /// All of them: there are never more than a page has.
    async fn endpoints(&self) -> Result<Vec<Endpoint>, AppError> {
        let all = PageRequest::<EndpointId>::try_new(MOST.try_into().unwrap_or(u32::MAX), None);
        Ok(self.engine.list_endpoints(&self.actor, &all.unwrap_or_default()).await?.items)
    }

    async fn last_delivery(&self, endpoint: EndpointId) -> Result<Option<(Standing, When)>, AppError> {
        let filter = DeliveryFilter { endpoint: Some(endpoint), ..DeliveryFilter::default() };
        let newest = PageRequest::try_new(1, None).unwrap_or_default();
        let page = self.engine.list_deliveries(&self.actor, &filter, &newest).await?;
        Ok(page.items.into_iter().next().map(|attempted| {
            let at = attempted.attempts.last().map(|attempt| attempt.started_at);
            let at = at.unwrap_or(attempted.delivery.created_at);
            (super::deliveries::standing(&attempted.delivery), self.clock.when(at))
        }))
    }

    fn endpoint_row(&self, endpoint: &Endpoint) -> EndpointRow {
        let kinds = match &endpoint.events {
            Subscription::Everything => Vec::new(),
            Subscription::Only(kinds) => kinds.iter().map(|kind| kind.as_str()).collect(),
        };
        let failing = endpoint.failing_since.filter(|_| endpoint.status == EndpointStatus::Enabled);
        EndpointRow {
            id: endpoint.id.to_string(),
            url: endpoint.url.clone(),
            description: endpoint.description.clone(),
            kinds,
            status: endpoint.status,
            failing: failing.map(|since| self.clock.when(since)),
            last: None,
        }
    }

    pub async fn endpoint_page(&self, id: EndpointId, query: ListQuery) -> Result<NamedPage, AppError> {
        let endpoint = self.engine.get_endpoint(&self.actor, id).await?;
        let filter = super::deliveries::filter_of(id, &query);
        let page = self.engine.list_deliveries(&self.actor, &filter, &page_of(&query)).await?;
        let mut named = Vec::with_capacity(page.items.len());
        for attempted in page.items {
            let kind = self.engine.get_event(&self.actor, attempted.delivery.event).await?.kind;
            let event = attempted.delivery.event.to_string();
            named.push(self.delivery_row(&attempted, kind, event));
        }
        let page = engine::page::Page { items: named, has_more: page.has_more, total: None };
        let deliveries = listed(page, &query, |row| row, |row| row.id.clone());
        let detail = self.endpoint_detail(&endpoint);
        let command = self.test_command(id);
        Ok(NamedPage {
            name: endpoint.url,
            body: self.show(|| view! { <EndpointView detail deliveries query command /> }),
        })
    }

    fn endpoint_detail(&self, endpoint: &Endpoint) -> EndpointDetail {
        let texts = developers::endpoint(self.locale);
        let reason = endpoint.disabled_reason.map(|reason| {
            let since =
                endpoint.disabled_at.map(|at| fill(texts.disabled_since, &[("at", &self.clock.when(at).at)]));
            format!("{} {}", texts.reason(reason), since.unwrap_or_default()).trim_end().to_owned()
        });
        let now = self.engine.now();
        let overlap = endpoint.old_secret.as_ref().map(|old| old.until).filter(|until| *until > now);
        // What it has missed began with the first failure.
        let since = endpoint.failing_since.unwrap_or_else(|| now.plus_millis(-MISSED));
        EndpointDetail {
            row: self.endpoint_row(endpoint),
            created: self.clock.when(endpoint.created_at),
            reason,
            overlap: overlap.map(|until| self.clock.when(until)),
            since: self.clock.write(since),
            may_write: self.may_write_webhooks(),
            csrf: self.csrf.clone(),
        }
    }

    /// Sends a test over the API.
    pub fn test_command(&self, id: EndpointId) -> String {
        let base = self.engine.base();
        format!(
            "curl -X POST {base}/api/v1/webhook_endpoints/{id}/test \\\n  -H \"Authorization: Bearer $REMIT_API_KEY\""
        )
    }

    /// What needs attention: endpoints that failures have disabled.
    pub async fn webhook_notice(&self) -> Result<Fragment, AppError> {
        let endpoints = self.endpoints().await?.into_iter();
        let disabled = endpoints.filter(|endpoint| endpoint.status == EndpointStatus::Disabled);
        let disabled = disabled.map(|endpoint| (endpoint.id.to_string(), endpoint.url)).collect();
        Ok(self.show(|| view! { <Notice disabled /> }))
    }
}
