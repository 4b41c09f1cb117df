//! `GET /api/v1/events`

use axum::extract::State;
use domain::id::EventId;
use engine::{
    events::{EventFilter, KeptEvent},
    shown::ShownEvent,
};

use crate::{
    Remit,
    api::{
        actor::Caller,
        query::Query,
        show::{self, Reply},
    },
};

/// Newest first; with `after_sequence` oldest first, and then the cursor is a place in the sequence as well.
pub(super) async fn list(State(remit): State<Remit>, Caller(actor): Caller, mut query: Query) -> Reply {
    let filter = EventFilter {
        kind: query.parse("type"),
        link: query.parse("payment_link_id"),
        object: None,
        created_gte: query.moment("created_gte"),
        created_lt: query.moment("created_lt"),
    };
    let after = query.parse_with("after_sequence", |text| {
        let place = text.parse::<u64>().map_err(|_| "use a number from 0 on".to_owned())?;
        Ok(i64::try_from(place).unwrap_or(i64::MAX))
    });
    let request = query.page::<EventId>();
    if after.is_some() && request.cursor.is_some() {
        query.refuse("after_sequence", "two_cursors", "send after_sequence without another cursor");
    }
    query.finish()?;
    let base = remit.engine.base();
    let show = |event| ShownEvent::new(event, base);
    let Some(after) = after else {
        let page = remit.engine.list_events(&actor, &filter, &request).await?;
        return Ok(show::list(page, &request, |event| event.id.to_string(), show));
    };
    let page = remit.engine.list_events_after(&actor, &filter, after, &request).await?;
    let place = |event: &KeptEvent| event.sequence.unwrap_or_default().to_string();
    Ok(show::list(page, &request, place, show))
}
