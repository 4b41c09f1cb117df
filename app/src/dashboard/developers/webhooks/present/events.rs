//! Events as rows and on their page.

use domain::{
    event::EventType,
    id::{EndpointId, EventId, LinkId, PaymentId, UsageId},
};
use engine::{
    events::{EventFilter, KeptEvent},
    page::Page,
    shown::ShownEvent,
    webhooks::DeliveryFilter,
};
use leptos::prelude::*;
use serde_json::Value;

use super::{
    super::{
        ALL,
        shown::{EventDetail, EventRow, event::EventView, events::EventList},
    },
    deliveries::pretty,
};
use crate::{
    dashboard::{
        desk::{Desk, listed, page_of},
        links::{ALL as LINKS, ListQuery, NamedPage, shown::Listed},
    },
    error::AppError,
    i18n::{developers, format},
};

impl Desk {
    pub async fn events_page(&self, query: ListQuery) -> Result<NamedPage, AppError> {
        let page = match filter_of(&query) {
            Some(filter) => self.engine.list_events(&self.actor, &filter, &page_of(&query)).await?,
            None => Page { items: Vec::new(), has_more: false, total: None },
        };
        let listed = listed(page, &query, |event| self.event_row(&event), |row| row.id.clone());
        let base = self.engine.base();
        let command = format!("curl {base}/api/v1/events \\\n  -H \"Authorization: Bearer $REMIT_API_KEY\"");
        let name = developers::area(self.locale).tab_events.to_owned();
        Ok(NamedPage { name, body: self.show(|| view! { <EventList listed query command /> }) })
    }

    fn event_row(&self, event: &KeptEvent) -> EventRow {
        let texts = developers::events(self.locale);
        let number = event.sequence.and_then(|place| u64::try_from(place).ok());
        EventRow {
            id: event.id.to_string(),
            kind: event.kind.clone(),
            meaning: event.kind.parse().ok().map(|kind: EventType| texts.meaning(kind)),
            number: number.map(|number| format::count(self.locale, number)),
            object: event.data["id"].as_str().map(str::to_owned),
            at: self.clock.when(event.at),
        }
    }

    pub async fn event_page(&self, id: EventId, query: ListQuery) -> Result<NamedPage, AppError> {
        let event = self.engine.get_event(&self.actor, id).await?;
        let filter = DeliveryFilter { event: Some(id), ..DeliveryFilter::default() };
        let page = self.engine.list_deliveries(&self.actor, &filter, &page_of(&query)).await?;
        let mut named = Vec::with_capacity(page.items.len());
        for attempted in page.items {
            let endpoint = attempted.delivery.endpoint;
            let gone = || developers::deliveries(self.locale).deleted_endpoint.to_owned();
            let url = self.endpoint_if_there(endpoint).await?.map_or_else(gone, |endpoint| endpoint.url);
            named.push(self.delivery_row(&attempted, url, endpoint.to_string()));
        }
        let page = Page { items: named, has_more: page.has_more, total: None };
        let deliveries: Listed<_> = listed(page, &query, |row| row, |row| row.id.clone());
        let detail = EventDetail {
            row: self.event_row(&event),
            mode: developers::events(self.locale).mode(event.mode),
            href: href_of(&event.data),
            json: pretty(ShownEvent::new(event, self.engine.base()))?,
        };
        let name = detail.row.kind.clone();
        Ok(NamedPage { name, body: self.show(|| view! { <EventView detail deliveries query /> }) })
    }
}

/// What an address asks for; `None` when it asks for an object by a text that is no id.
fn filter_of(query: &ListQuery) -> Option<EventFilter> {
    let kind = query.more("type").and_then(|kind| kind.parse().ok());
    let all = EventFilter { kind, ..EventFilter::default() };
    let Some(object) = query.more("object").filter(|object| !object.is_empty()) else { return Some(all) };
    // Of a link also what happened through it.
    if let Some(link) = object.strip_prefix("plink_").and_then(|_| object.parse::<LinkId>().ok()) {
        return Some(EventFilter { link: Some(link), ..all });
    }
    Some(EventFilter { object: Some(bytes_of(&object)?), ..all })
}

/// The bytes of an id of something that events are about.
fn bytes_of(text: &str) -> Option<[u8; 16]> {
    let (prefix, _) = text.split_once('_')?;
    match prefix {
        UsageId::PREFIX => text.parse::<UsageId>().ok().map(|id| *id.bytes()),
        PaymentId::PREFIX => text.parse::<PaymentId>().ok().map(|id| *id.bytes()),
        EndpointId::PREFIX => text.parse::<EndpointId>().ok().map(|id| *id.bytes()),
        _ => None,
    }
}

/// Where the object of an event is shown.
fn href_of(data: &Value) -> Option<String> {
    let text = |name: &str| data[name].as_str();
    match text("object")? {
        "payment_link" => Some(format!("{LINKS}/{}", text("id")?)),
        "usage" => Some(format!("{LINKS}/{}?usage={}", text("payment_link_id")?, text("id")?)),
        "payment" => Some(format!("{LINKS}/{}?usage={}", text("payment_link_id")?, text("usage_id")?)),
        "webhook_endpoint" => Some(format!("{ALL}/{}", text("id")?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_is_shown_where_it_lives() {
        let usage = json!({"object": "usage", "id": "use_1", "payment_link_id": "plink_1"});
        assert_eq!(href_of(&usage).as_deref(), Some("/payments/links/plink_1?usage=use_1"));
        let payment =
            json!({"object": "payment", "id": "pay_1", "payment_link_id": "plink_1", "usage_id": "use_1"});
        assert_eq!(href_of(&payment), href_of(&usage));
        assert_eq!(href_of(&json!({"object": "something", "id": "x"})), None);
    }

    #[test]
    fn events_are_narrowed_by_type_and_object_and_nonsense_finds_none() {
        let of = |query: &str| filter_of(&ListQuery::parse(query));
        let all = of("type=nothing").unwrap();
        assert_eq!((all.kind, all.link, all.object), (None, None, None));
        assert_eq!(of("type=usage.failed").unwrap().kind, Some(EventType::UsageFailed));
        let link = "plink_000000000000000000000000";
        assert!(of(&format!("object={link}")).unwrap().link.is_some());
        assert!(of(&format!("object={}", link.replace("plink", "use"))).unwrap().object.is_some());
        assert!(of("object=use_x").is_none() && of("object=Spring").is_none());
    }
}
