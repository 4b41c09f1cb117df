//! Deliveries as rows and on their page.

use domain::{
    Timestamp,
    id::{DeliveryId, EndpointId},
    webhook::{DeliveryStatus, EndpointStatus, Verdict, verdict},
};
use engine::{
    Error,
    shown::ShownEvent,
    webhooks::{Attempt, Attempted, Delivery, DeliveryFilter, Endpoint},
};
use leptos::prelude::*;

use super::{
    super::shown::{AttemptView, DeliveryDetail, DeliveryRow, Retry, Standing, delivery::DeliveryView},
    lengths::length,
};
use crate::{
    dashboard::{
        desk::Desk,
        links::{ListQuery, NamedPage},
    },
    error::AppError,
    i18n::developers,
};

/// How far a delivery is.
pub const fn standing(delivery: &Delivery) -> Standing {
    Standing { status: delivery.status, attempts: delivery.attempts }
}

/// What an address asks for of an endpoint's deliveries. A status that is none narrows nothing.
pub fn filter_of(endpoint: EndpointId, query: &ListQuery) -> DeliveryFilter {
    let waits = query.status == "waiting";
    let status = query.status.to_uppercase().parse().ok();
    DeliveryFilter { event: None, endpoint: Some(endpoint), status, waits }
}

impl Desk {
    pub fn delivery_row(&self, attempted: &Attempted, name: String, under: String) -> DeliveryRow {
        let Attempted { delivery, attempts } = attempted;
        DeliveryRow {
            id: delivery.id.to_string(),
            name,
            under,
            standing: standing(delivery),
            answer: attempts.last().map(|attempt| self.answer(attempt)),
            next: self.next_of(delivery).map(|at| length(self.locale, at.since(self.engine.now()))),
            created: self.clock.when(delivery.created_at),
        }
    }

    pub async fn delivery_page(&self, id: DeliveryId) -> Result<NamedPage, AppError> {
        let Attempted { delivery, attempts } = self.engine.get_delivery(&self.actor, id).await?;
        let event = self.engine.get_event(&self.actor, delivery.event).await?;
        let endpoint = self.endpoint_if_there(delivery.endpoint).await?;
        let kind = event.kind.clone();
        let detail = DeliveryDetail {
            id: id.to_string(),
            standing: standing(&delivery),
            kind: kind.clone(),
            event: delivery.event.to_string(),
            endpoint: delivery.endpoint.to_string(),
            created: self.clock.when(delivery.created_at),
            next: self.next_of(&delivery).map(|at| self.to_the_second(at)),
            body: pretty(ShownEvent::new(event, self.engine.base()))?,
            attempts: attempts.into_iter().rev().map(|attempt| self.attempt(attempt)).collect(),
            retry: self.may_retry(endpoint.as_ref()),
            url: endpoint.map(|endpoint| endpoint.url),
            csrf: self.csrf.clone(),
        };
        Ok(NamedPage { name: kind, body: self.show(|| view! { <DeliveryView detail /> }) })
    }

    /// Nothing once it was deleted.
    pub async fn endpoint_if_there(&self, id: EndpointId) -> Result<Option<Endpoint>, AppError> {
        match self.engine.get_endpoint(&self.actor, id).await {
            Ok(endpoint) => Ok(Some(endpoint)),
            Err(Error::NotFound(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn may_retry(&self, endpoint: Option<&Endpoint>) -> Retry {
        match endpoint.map(|endpoint| endpoint.status) {
            _ if !self.may_write_webhooks() => Retry::Never,
            None => Retry::Never,
            Some(EndpointStatus::Enabled) => Retry::Yes,
            Some(EndpointStatus::Paused | EndpointStatus::Disabled) => Retry::NotNow,
        }
    }

    fn answer(&self, attempt: &Attempt) -> String {
        match (attempt.answer_status, &attempt.error) {
            (Some(status), _) => status.to_string(),
            (None, error) => {
                let word = error.as_deref().unwrap_or_default();
                developers::deliveries(self.locale).error(word).to_owned()
            }
        }
    }

    fn attempt(&self, attempt: Attempt) -> AttemptView {
        let headers: Vec<_> =
            attempt.request_headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let body = attempt.answer_body.as_deref().map(|body| String::from_utf8_lossy(body).into_owned());
        AttemptView {
            number: attempt.number,
            at: self.clock.when(attempt.started_at),
            time: self.to_the_second(attempt.started_at),
            took: length(self.locale, attempt.duration_millis),
            lag: length(self.locale, attempt.lag_millis),
            answer: self.answer(&attempt),
            good: verdict(attempt.answer_status) == Verdict::Delivered,
            detail: attempt.error_detail,
            headers: headers.join("\n"),
            body: body.filter(|_| attempt.answer_status.is_some()),
        }
    }

    /// `Today, 13:04:09`.
    fn to_the_second(&self, at: Timestamp) -> String {
        self.clock.joined(&self.clock.when(at).day, &self.clock.to_the_second(at))
    }

    /// When it is sent next; nothing when that is now, or when its endpoint is enabled.
    fn next_of(&self, delivery: &Delivery) -> Option<Timestamp> {
        let waits = delivery.status == DeliveryStatus::Pending;
        delivery.next_attempt_at.filter(|at| waits && *at > self.engine.now())
    }
}

/// An event as it is sent, as people read JSON.
pub fn pretty(event: ShownEvent) -> Result<String, AppError> {
    Ok(serde_json::to_string_pretty(&event).map_err(Error::from)?)
}
