//! `GET /u/{token}/live` and `GET /l/{slug}/live`: the status of a page that a customer waits on, at once and
//! whenever it becomes another. Nothing else is told, not even that something happened.

use std::time::Duration;

use axum::{
    extract::State,
    response::{Response, sse::Event},
};
use futures_util::stream;

use super::{Turn, Turns, heartbeat, respond, streams::Who};
use crate::{
    Remit,
    checkout::{Code, status},
    peer::Client,
    problem::Problem,
};

pub(super) async fn of_usage(
    State(remit): State<Remit>,
    Client(address): Client,
    Code(token): Code,
) -> Result<Response, Problem> {
    let Some(page) = remit.engine.usage_page(&token).await? else { return Ok(status::unknown()) };
    let seat = remit.streams.take(Who::Usage(token.clone()), address)?;
    let listener = remit.engine.follow_usage(&page.usage).await?;
    Ok(watch(&remit, Turns::new(seat, listener), Page::Usage(token)))
}

pub(super) async fn of_link(
    State(remit): State<Remit>,
    Client(address): Client,
    Code(slug): Code,
) -> Result<Response, Problem> {
    let Some(public) = remit.engine.public_link(&slug).await? else { return Ok(status::unknown()) };
    let seat = remit.streams.take(Who::Link(slug.clone()), address)?;
    let listener = remit.engine.follow_link(&public.link).await?;
    Ok(watch(&remit, Turns::new(seat, listener), Page::Link(slug)))
}

/// Between two looks at a status.
const REST: Duration = Duration::from_millis(400);

/// Whose status is told.
enum Page {
    Usage(String),
    Link(String),
}

fn watch(remit: &Remit, turns: Turns, page: Page) -> Response {
    let watch = Watch { turns, remit: remit.clone(), page, told: None };
    respond(remit, stream::unfold(watch, Watch::next))
}

struct Watch {
    turns: Turns,
    remit: Remit,
    page: Page,
    /// What the page was told last.
    told: Option<String>,
}

impl Watch {
    async fn next(mut self) -> Option<(Event, Self)> {
        // What was the case before it listened.
        if self.told.is_none() {
            let status = self.status().await?;
            return Some((self.tell(status), self));
        }
        loop {
            let turn = self.turns.next().await;
            match turn {
                Turn::Over => return None,
                // Much may happen at once, and only how it is afterwards is told.
                Turn::Heard(_) => self.turns.rest(REST).await,
                Turn::Beat => {}
            }
            // Also with a heartbeat: time alone changes pages too.
            let status = self.status().await.filter(|status| self.told.as_ref() != Some(status));
            if let Some(status) = status {
                return Some((self.tell(status), self));
            }
            if matches!(turn, Turn::Beat) {
                return Some((heartbeat(), self));
            }
        }
    }

    fn tell(&mut self, status: String) -> Event {
        Event::default().data(self.told.insert(status).as_str())
    }

    /// `None` when it cannot be known right now.
    async fn status(&self) -> Option<String> {
        let news = match &self.page {
            Page::Usage(token) => status::usage(&self.remit, token).await,
            Page::Link(slug) => status::link(&self.remit, slug).await,
        };
        serde_json::to_string(&news.ok()??).ok()
    }
}
