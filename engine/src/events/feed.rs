//! The feed: what happens, read from the table of events once per server and passed on to everyone who
//! listens here. The table is the only way news travel, so what another server writes arrives like our own.
//!
//! One task reads while anyone listens: at once after a write of this process, and twice a second for what
//! other processes write. It rests four times as long as it read, so listening never takes more than a fifth
//! of one connection.
//!
//! Ids tell when an event was made, not when it was committed: a transaction that took its time, or a server
//! whose clock is behind, adds an event *before* ones that were read already. So the reader remembers what it
//! passed on for as long as that may be ([`LATE`]), counts whether the table holds more than that by now, and
//! if so reads that stretch again and passes on what is new in it.

use std::{
    collections::{BTreeSet, HashMap},
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

use domain::{
    Mode, Timestamp,
    id::{AccountId, EventId, LinkId, UsageId},
};
use futures_util::FutureExt as _;
use tokio::sync::{Mutex, broadcast};

use crate::{
    Engine, Result,
    store::{self, db::Commits},
};

/// How much later than its id says an event may be seen: long transactions, and clocks that differ.
pub(super) const LATE: Duration = Duration::from_secs(10);
/// How often the table is read when nothing was written here.
const PERIOD: Duration = Duration::from_millis(500);
/// Between two reads at the least, so that many writes cost one read.
const REST: Duration = Duration::from_millis(100);
/// Events read at once.
const PAGE: i64 = 500;
/// News that may wait for a slow listener; one that has more waiting is told that it missed some.
const WAITING: usize = 256;

/// Something that happened: enough to know whom it concerns, and nothing of what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    pub id: EventId,
    pub account: AccountId,
    pub mode: Mode,
    /// The event's type as it is kept: another server may be newer than this one and know more of them.
    pub kind: String,
    /// The id of the link, usage or payment.
    pub object: [u8; 16],
    pub link: Option<LinkId>,
    /// The usage, also of an event about its payment.
    pub usage: Option<UsageId>,
}

/// Everyone who listens on this server.
#[derive(Default)]
pub(crate) struct Feed(Mutex<Listeners>);

#[derive(Default)]
struct Listeners {
    /// Those of one account and mode share a channel: a busy account makes no other one miss its news.
    channels: HashMap<(AccountId, Mode), broadcast::Sender<News>>,
    reading: bool,
}

impl Feed {
    /// Listens to one account and mode. Who reads the database after this has returned misses nothing: what
    /// is committed later than that read is heard.
    pub(super) async fn join(
        &self,
        engine: &Engine,
        whose: (AccountId, Mode),
    ) -> Result<broadcast::Receiver<News>> {
        let mut listeners = self.0.lock().await;
        if !listeners.reading {
            let reader = Reader::open(engine).await?;
            listeners.reading = true;
            tokio::spawn(reader.run());
        }
        let channel = listeners.channels.entry(whose).or_insert_with(|| broadcast::channel(WAITING).0);
        Ok(channel.subscribe())
    }

    async fn tell(&self, all: Vec<News>) {
        let listeners = self.0.lock().await;
        for news in all {
            if let Some(channel) = listeners.channels.get(&(news.account, news.mode)) {
                // Nobody left to hear it is no failure.
                let _ = channel.send(news);
            }
        }
    }

    #[cfg(test)]
    pub(super) async fn is_read(&self) -> bool {
        self.0.lock().await.reading
    }

    /// Whether to go on reading; the last listener takes the reader along.
    async fn is_heard(&self) -> bool {
        let mut listeners = self.0.lock().await;
        listeners.channels.retain(|_, channel| channel.receiver_count() > 0);
        listeners.reading = !listeners.channels.is_empty();
        listeners.reading
    }
}

/// The task that reads.
struct Reader {
    engine: Engine,
    commits: Commits,
    /// What was passed on, as far back as an event may still be added.
    seen: BTreeSet<EventId>,
}

impl Reader {
    /// Knows what is there already, and will pass on what comes.
    async fn open(engine: &Engine) -> Result<Self> {
        let commits = engine.db.commits();
        let mut connection = engine.db.read().await?;
        let seen = store::events::ids_after(&mut connection, first_id(engine.now(), LATE)).await?;
        Ok(Self { engine: engine.clone(), commits, seen: seen.into_iter().collect() })
    }

    async fn run(mut self) {
        while self.engine.feed.is_heard().await {
            let began = Instant::now();
            match AssertUnwindSafe(self.pass()).catch_unwind().await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::warn!(%error, "the feed cannot read; will try again"),
                Err(_) => tracing::error!("the feed panicked; will try again"),
            }
            tokio::time::sleep(REST.max(began.elapsed() * 4)).await;
            self.commits.wait(PERIOD).await;
        }
    }

    async fn pass(&mut self) -> Result<()> {
        let floor = first_id(self.engine.now(), LATE);
        self.seen = self.seen.split_off(&floor);
        let last = self.seen.last().copied().unwrap_or(floor);
        let mut connection = self.engine.db.read().await?;
        let there = store::events::count_between(&mut connection, floor, last).await?;
        let mut from = if there == self.seen.len() { last } else { floor };
        loop {
            let read = store::events::list_after(&mut connection, from, PAGE).await?;
            let Some(end) = read.last() else { return Ok(()) };
            from = end.id;
            let new = read.into_iter().filter(|news| self.seen.insert(news.id)).collect();
            self.engine.feed.tell(new).await;
        }
    }
}

/// The smallest id that an event may have that was made this long before.
pub(super) fn first_id(now: Timestamp, before: Duration) -> EventId {
    let millis = u64::try_from(now.millis()).unwrap_or_default();
    let millis = millis.saturating_sub(u64::try_from(before.as_millis()).unwrap_or_default());
    EventId::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid())
}

/// When an event was made.
pub(super) fn made_at(id: EventId) -> Timestamp {
    // The first six bytes of a UUIDv7.
    let millis = id.bytes()[..6].iter().fold(0, |millis, byte| millis << 8 | i64::from(*byte));
    Timestamp::from_millis(millis)
}
