//! Follows what happens, event by event and without a gap: each has a place in its account and mode, and the next
//! question begins behind the last one that was heard. So a lost connection costs time and no event.

use std::time::Duration;

use clap::Args;
use domain::event::EventType;
use serde_json::Value;

use super::{
    api::Api,
    failure::{Failure, Passing},
    screen::note,
};

/// Between two questions that found nothing.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest wait after a failure, unless the server asks for more.
const LONGEST: Duration = Duration::from_secs(15);

#[derive(Debug, Args)]
pub(crate) struct Wanted {
    /// Begin behind the event of this place; 0 begins with the first [default: only what happens from now on]
    #[arg(long, value_name = "SEQUENCE")]
    since: Option<u64>,
    /// Only these types, with commas between them
    #[arg(long, value_name = "TYPE,TYPE", value_delimiter = ',')]
    events: Vec<EventType>,
}

/// Where one is.
pub(super) struct Follow<'a> {
    api: &'a Api,
    wanted: Vec<EventType>,
    after: u64,
    /// Questions in a row that failed.
    failed: u32,
    /// Whether the last answer said that there is more already.
    more: bool,
}

impl<'a> Follow<'a> {
    /// Finds where to begin. A server that does not answer now ends the command: its address may be wrong.
    pub async fn begin(api: &'a Api, wanted: Wanted) -> Result<Self, Failure> {
        let after = match wanted.since {
            Some(place) => place,
            None => newest(api).await?,
        };
        Ok(Self { api, wanted: wanted.events, after, failed: 0, more: true })
    }

    /// What has happened since, at least one event, in its order. Waits for it, and for a server that is away.
    pub async fn next(&mut self) -> Result<Vec<Value>, Failure> {
        loop {
            if !self.more {
                tokio::time::sleep(PAUSE).await;
            }
            let events = match self.ask().await {
                Ok(events) => events,
                Err(failure) => {
                    self.wait(failure).await?;
                    continue;
                }
            };
            if !events.is_empty() {
                return Ok(events);
            }
        }
    }

    /// The wanted ones of the events behind the last one.
    async fn ask(&mut self) -> Result<Vec<Value>, Failure> {
        let query = [("after_sequence", self.after.to_string()), ("limit", "100".to_owned())];
        let page = self.api.get("/events", &query).await?;
        if self.failed > 0 {
            note("connected again");
        }
        (self.failed, self.more) = (0, page["has_more"].as_bool().unwrap_or_default());
        let mut events = page["data"].as_array().cloned().unwrap_or_default();
        events.sort_by_key(place);
        self.after = events.last().map_or(self.after, place);
        events.retain(|event| self.wants(event));
        Ok(events)
    }

    fn wants(&self, event: &Value) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|kind| event["type"] == kind.as_str())
    }

    /// Waits until it makes sense to ask again; a failure that stays ends the command.
    async fn wait(&mut self, failure: Failure) -> Result<(), Failure> {
        let Some(Passing { wait }) = failure.is_passing() else { return Err(failure) };
        if self.failed == 0 {
            note(&format!("{}; trying again", failure.what()));
        }
        let grown = LONGEST.min(Duration::from_secs(1 << self.failed.min(4)));
        self.failed += 1;
        self.more = true;
        tokio::time::sleep(wait.unwrap_or(grown).max(grown)).await;
        Ok(())
    }
}

/// The last place that was given; 0 before the first. The newest events may have none yet: they count as to come.
async fn newest(api: &Api) -> Result<u64, Failure> {
    let mut query = vec![("limit", "100".to_owned())];
    loop {
        let page = api.get("/events", &query).await?;
        let last = page["data"].as_array().into_iter().flatten().map(place).max().unwrap_or_default();
        match page["next_cursor"].as_str() {
            Some(cursor) if last == 0 => {
                query.truncate(1);
                query.push(("starting_after", cursor.to_owned()));
            }
            _ => return Ok(last),
        }
    }
}

fn place(event: &Value) -> u64 {
    event["sequence"].as_u64().unwrap_or_default()
}
