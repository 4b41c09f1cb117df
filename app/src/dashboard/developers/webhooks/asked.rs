//! Which page the browser asks for.

use domain::id::{DeliveryId, EndpointId, EventId};

use crate::{dashboard::desk::id, error::AppError};

/// A page, and what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Endpoints,
    New,
    /// A secret that is shown once: of a new endpoint, or of this one.
    Secret(Option<EndpointId>),
    Endpoint(EndpointId),
    Edit(EndpointId),
    Delivery(DeliveryId),
    Events,
    Event(EventId),
}

impl Asked {
    /// From its name and an id, as the pages write them.
    pub fn parse(text: &str) -> Result<Self, AppError> {
        let (page, of) = text.split_once('/').unwrap_or((text, ""));
        Ok(match page {
            "endpoints" => Self::Endpoints,
            "new" => Self::New,
            "created" => Self::Secret(None),
            "rotated" => Self::Secret(Some(id(of, "webhook endpoint")?)),
            "endpoint" => Self::Endpoint(id(of, "webhook endpoint")?),
            "edit" => Self::Edit(id(of, "webhook endpoint")?),
            "delivery" => Self::Delivery(id(of, "webhook delivery")?),
            "events" => Self::Events,
            "event" => Self::Event(id(of, "event")?),
            _ => return Err(AppError::not_found("page")),
        })
    }
}
