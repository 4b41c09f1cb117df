//! Live pages: server-sent events that tell a page that something happened. What it is, the page asks for.
//!
//! The cast: [`streams`] how many there may be and how they end; [`dashboard`] a merchant's stream;
//! [`checkout`] those of pages that customers wait on; here, what every stream has in common.
//!
//! A stream begins with how long to wait before coming back, and is silent but for a heartbeat every
//! [`BEAT`], at which it also looks whether it may go on.

mod checkout;
mod dashboard;
mod streams;

use std::{convert::Infallible, time::Duration};

use axum::response::{
    IntoResponse as _, Response,
    sse::{Event, Sse},
};
use engine::events::{Heard, Listener};
use futures_util::{Stream, StreamExt as _, stream};
use http::{HeaderName, header};
use tokio::time::{Instant, Interval, interval_at};

use self::streams::Seat;
pub(crate) use self::streams::Streams;
use crate::{
    Remit,
    routes::{Routes, get},
};

/// Shorter than what proxies take for silence.
const BEAT: Duration = Duration::from_secs(15);

pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/live", get(dashboard::everything))
        .route("/l/{slug}/live", get(checkout::of_link))
        .route("/u/{token}/live", get(checkout::of_usage))
}

/// What a stream does next.
enum Turn {
    Heard(Heard),
    Beat,
    Over,
}

/// Takes the turns of one stream.
struct Turns {
    seat: Seat,
    listener: Listener,
    beat: Interval,
}

impl Turns {
    fn new(seat: Seat, listener: Listener) -> Self {
        Self { seat, listener, beat: interval_at(Instant::now() + BEAT, BEAT) }
    }

    /// Waits, and lets pass what is heard meanwhile.
    async fn rest(&mut self, pause: Duration) {
        let listen = async { while self.listener.next().await.is_some() {} };
        let _ = tokio::time::timeout(pause, listen).await;
    }

    async fn next(&mut self) -> Turn {
        tokio::select! {
            () = self.seat.closed() => Turn::Over,
            heard = self.listener.next() => heard.map_or(Turn::Over, Turn::Heard),
            _ = self.beat.tick() => Turn::Beat,
        }
    }
}

/// What keeps a connection from looking dead, to proxies and to scripts.
fn heartbeat() -> Event {
    Event::default().event("beat").data("")
}

/// The reply. No proxy may keep, change or collect what it says: the header that nginx reads is among them.
fn respond(remit: &Remit, events: impl Stream<Item = Event> + Send + 'static) -> Response {
    // Not all at once when a server was away.
    let [random] = remit.make.bytes::<1>();
    let hello = Event::default().retry(Duration::from_millis(1_000 + u64::from(random) * 8));
    let events = stream::once(async { hello }).chain(events).map(Ok::<_, Infallible>);
    let headers = [
        (header::CACHE_CONTROL, "no-cache, no-transform"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Sse::new(events)).into_response()
}
