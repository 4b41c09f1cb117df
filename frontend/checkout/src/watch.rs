//! Waits for news: a stream tells the page's status, at once and whenever it changes. Where none comes through,
//! the page asks for it. When the status is not what the page shows, the page is shown anew.

mod asking;

use std::{cell::Cell, rc::Rc, time::Duration};

use js_sys::{JSON, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventSource, HtmlElement, MessageEvent};

use crate::page::{find, listen, mark, open_anew};

/// A stream tells the status at once. One that says nothing for so long is held up by something between us.
const SILENT: Duration = Duration::from_secs(5);
/// A beat comes every 15 seconds.
const LISTENS: Duration = Duration::from_secs(40);
/// Long enough for a screen reader to begin the announcement before the page changes.
const ANNOUNCE: Duration = Duration::from_millis(400);
/// The end of the URL that is asked, and that of its stream.
const STATUS: &str = "/status";
const LIVE: &str = "/live";

/// Starts waiting when the page has something to wait for.
pub fn start() {
    if let Some(watched) = find("[data-watch]") {
        follow(watched);
    }
}

/// Where the status of what is watched is asked for.
fn url(watched: &HtmlElement) -> String {
    mark(watched, "data-watch")
}

fn follow(watched: HtmlElement) {
    let Ok(source) = EventSource::new(&url(&watched).replace(STATUS, LIVE)) else {
        return asking::later(watched, 0);
    };
    let heard = Rc::new(Cell::new(false));
    listen(&source, "beat", {
        let heard = Rc::clone(&heard);
        move |_| heard.set(true)
    });
    listen(&source, "message", {
        let (watched, source, heard) = (watched.clone(), source.clone(), Rc::clone(&heard));
        move |event| {
            heard.set(true);
            if status_of(&event).is_some_and(|status| is_news(&watched, &status)) {
                source.close();
            }
        }
    });
    let ask = {
        let source = source.clone();
        move || {
            source.close();
            asking::later(watched.clone(), 0);
        }
    };
    listen(&source, "error", {
        let (source, ask) = (source.clone(), ask.clone());
        // What is only interrupted the browser takes up again by itself.
        move |_| {
            if is_closed(&source) {
                ask();
            }
        }
    });
    guard(source, heard, ask, SILENT);
}

/// Asks once a stream is silent for too long: a phone that has moved to another network may not notice that its
/// connection is dead.
fn guard(source: EventSource, heard: Rc<Cell<bool>>, ask: impl Fn() + 'static, pause: Duration) {
    let look = move || {
        if is_closed(&source) {
            return;
        }
        if heard.replace(false) {
            guard(source, heard, ask, LISTENS);
        } else {
            ask();
        }
    };
    set_timeout(look, pause);
}

fn is_closed(source: &EventSource) -> bool {
    source.ready_state() == EventSource::CLOSED
}

fn status_of(event: &Event) -> Option<JsValue> {
    JSON::parse(&event.dyn_ref::<MessageEvent>()?.data().as_string()?).ok()
}

/// Whether the status is not what the page shows; if so, it will be.
fn is_news(watched: &HtmlElement, status: &JsValue) -> bool {
    let new = differs(watched, status);
    if new && watched.tag_name() == "MAIN" {
        show_anew();
    } else if new {
        show_attempt(watched, status);
    }
    new
}

/// What the status says of this; `None` when it says nothing.
fn said(status: &JsValue, key: &str) -> Option<String> {
    let value = Reflect::get(status, &key.into()).ok().filter(|value| !value.is_undefined())?;
    let truth = if value.is_truthy() { "true" } else { "" };
    Some(value.as_string().unwrap_or_else(|| truth.to_owned()))
}

fn differs(watched: &HtmlElement, status: &JsValue) -> bool {
    let new = |(key, attribute)| said(status, key).is_some_and(|value| value != mark(watched, attribute));
    // Which result page is shown follows from the statuses, other pages are told apart by name.
    if watched.has_attribute("data-usage-status") {
        [
            ("usage_status", "data-usage-status"),
            ("payment_status", "data-payment-status"),
            ("long", "data-long"),
        ]
        .into_iter()
        .any(new)
    } else {
        new(("page", "data-page"))
    }
}

fn show_anew() {
    if let Some(news) = find("[data-news]") {
        news.set_text_content(news.get_attribute("data-news").as_deref());
    }
    set_timeout(send_or_open, ANNOUNCE);
}

/// Who has pressed Pay is not asked for the same once more.
fn send_or_open() {
    match find("#checkout-form button") {
        Some(button) => button.click(),
        None => open_anew(),
    }
}

/// The form stands beside an attempt that went on elsewhere. Nobody shall pay twice: once money may move, the
/// page gives way to the result; where nothing was paid, only the way back to the bank goes.
fn show_attempt(card: &HtmlElement, status: &JsValue) {
    if matches!(said(status, "usage_status").as_deref(), Some("FAILED" | "EXPIRED")) {
        let _ = card.set_attribute("hidden", "");
    } else {
        let _ = window().location().set_href(&url(card).replace(STATUS, ""));
    }
}
