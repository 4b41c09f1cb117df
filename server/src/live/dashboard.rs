//! `GET /live`: what happens in the account and mode of a session, for its dashboard.
//!
//! Each event is one line of JSON with the ids that a page needs to know whether it is concerned. What
//! customers entered is not in it.

use axum::{
    extract::{Query, State},
    response::{Response, sse::Event},
};
use domain::{
    Timestamp,
    id::{EventId, LinkId, PaymentId, UsageId},
};
use engine::{
    auth::Session,
    events::{Heard, News, Position},
};
use futures_util::stream;
use http::HeaderMap;
use serde::{Deserialize, Serialize};

use super::{Turn, Turns, heartbeat, respond, streams::Who};
use crate::{Remit, peer::Client, problem::Problem, session::SignedIn};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// The last event that was heard, or the moment the page was made, in milliseconds.
    after: Option<String>,
}

/// The stream; from where it was left, when the browser or the page says where that is.
pub(super) async fn everything(
    State(remit): State<Remit>,
    SignedIn { session, token }: SignedIn,
    Query(asked): Query<Asked>,
    Client(address): Client,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let seat = remit.streams.take(Who::Session(session.csrf.clone()), address)?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let listener = remit.engine.follow(&session.actor(), position(last.or(asked.after))).await?;
    let watch = Watch { turns: Turns::new(seat, listener), remit: remit.clone(), session, token };
    Ok(respond(&remit, stream::unfold(watch, Watch::next)))
}

/// Where to begin. What nobody can have been told by us is no event: then all is to be loaded anew.
fn position(said: Option<String>) -> Position {
    let Some(said) = said else { return Position::Now };
    if let Ok(millis) = said.parse() {
        return Position::Since(Timestamp::from_millis(millis));
    }
    said.parse().or_else(|_| EventId::from_bytes(&[0; 16])).map_or(Position::Now, Position::After)
}

struct Watch {
    turns: Turns,
    remit: Remit,
    session: Session,
    token: String,
}

impl Watch {
    async fn next(mut self) -> Option<(Event, Self)> {
        let event = match self.turns.next().await {
            Turn::Over => return None,
            Turn::Beat if self.is_over().await => return None,
            Turn::Beat => heartbeat(),
            Turn::Heard(Heard::News(news)) => tell(&news),
            Turn::Heard(Heard::Missed) => self.all_anew().await,
        };
        Some((event, self))
    }

    /// Signed out, expired, or in the other mode by now. A database that does not answer ends nobody's session.
    async fn is_over(&self) -> bool {
        match self.remit.engine.session(&self.token).await {
            Ok(now) => now.is_none_or(|now| now != self.session),
            Err(_) => false,
        }
    }

    async fn all_anew(&self) -> Event {
        let event = Event::default().data(r#"{"type":"reload"}"#);
        match self.remit.engine.newest_event(&self.session.actor()).await {
            Ok(Some(id)) => event.id(id.to_string()),
            _ => event,
        }
    }
}

#[derive(Serialize)]
struct Told<'n> {
    #[serde(rename = "type")]
    kind: &'n str,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<LinkId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage: Option<UsageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<String>,
}

fn tell(news: &News) -> Event {
    let told = Told {
        kind: &news.kind,
        link: news.link,
        usage: news.usage,
        object: object(&news.kind, &news.object),
    };
    let data = serde_json::to_string(&told).unwrap_or_default();
    Event::default().id(news.id.to_string()).data(data)
}

/// The id of what an event is about, as the API writes it.
fn object(kind: &str, id: &[u8]) -> Option<String> {
    match kind.split_once('.')?.0 {
        "payment_link" => LinkId::from_bytes(id).ok().map(|id| id.to_string()),
        "usage" => UsageId::from_bytes(id).ok().map(|id| id.to_string()),
        "payment" => PaymentId::from_bytes(id).ok().map(|id| id.to_string()),
        _ => None,
    }
}
