//! The stream behind [`Live`]: open while the page is seen, opened again when it was lost.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventSource, MessageEvent, SubmitEvent};

use super::{ANEW, Live, State};
use crate::dashboard::LOGOUT;

/// What is heard within this time is one change of the page.
const GATHER: Duration = Duration::from_millis(300);
/// Between two changes at the least.
const REST: Duration = Duration::from_secs(1);
/// A connection that is back sooner than this was never missed.
const PATIENCE: Duration = Duration::from_secs(2);
/// When the server turned us away: it may be starting, or be full.
const AGAIN: Duration = Duration::from_secs(5);

struct Stream {
    live: Live,
    source: RefCell<Option<EventSource>>,
    /// The moment the page was made, and then the last event that was heard.
    heard: RefCell<String>,
    gathered: RefCell<String>,
    resting: Cell<bool>,
    /// Somebody signs out in this document: what still stands of it asks for nothing more.
    over: Cell<bool>,
}

/// Opens the stream, and keeps it open for as long as the document lives.
pub(super) fn listen(live: Live) {
    let made = document().document_element().and_then(|root| root.get_attribute("data-now"));
    let stream = Rc::new(Stream {
        live,
        source: RefCell::default(),
        heard: RefCell::new(made.unwrap_or_default()),
        gathered: RefCell::default(),
        resting: Cell::new(false),
        over: Cell::new(false),
    });
    for name in ["visibilitychange", "online", "offline"] {
        let stream = Rc::clone(&stream);
        let handle = window_event_listener(ev::Custom::<Event>::new(name), move |_| stream.look());
        std::mem::forget(handle);
    }
    let leaving = Rc::clone(&stream);
    std::mem::forget(window_event_listener(ev::submit, move |event| leaving.leave(&event)));
    stream.look();
}

impl Stream {
    fn state(&self) -> Option<u16> {
        self.source.borrow().as_ref().map(EventSource::ready_state)
    }

    fn is_open(&self) -> bool {
        self.state() == Some(EventSource::OPEN) && window().navigator().on_line()
    }

    /// Ends with the session. The server ends the stream too, and the browser would soon knock again.
    fn leave(&self, submitted: &SubmitEvent) {
        let form = submitted.target().and_then(|target| target.dyn_into::<Element>().ok());
        if form.is_some_and(|form| form.get_attribute("action").as_deref() == Some(LOGOUT)) {
            self.over.set(true);
            self.close();
        }
    }

    fn close(&self) {
        if let Some(source) = self.source.take() {
            source.close();
        }
    }

    /// Opens the stream when it should be open and is not, closes it when nobody sees the page.
    fn look(self: &Rc<Self>) {
        if self.over.get() {
            return;
        }
        if document().hidden() {
            return self.close();
        }
        if self.state().is_none_or(|state| state == EventSource::CLOSED) {
            self.open();
        }
        if !window().navigator().on_line() {
            self.live.state.set(State::Offline);
        } else if self.is_open() {
            if self.live.state.get_untracked() != State::Live {
                // What was asked for meanwhile may have failed.
                self.gather(ANEW);
            }
            self.live.state.set(State::Live);
        } else {
            self.say_when_lost();
        }
    }

    fn open(self: &Rc<Self>) {
        let Ok(source) = EventSource::new(&format!("/live?after={}", self.heard.borrow())) else { return };
        let stream = Rc::clone(self);
        let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| stream.hear(&event)).into_js_value();
        let hear = Some(hear.unchecked_ref());
        source.set_onopen(hear);
        source.set_onmessage(hear);
        source.set_onerror(hear);
        self.source.replace(Some(source));
    }

    fn hear(self: &Rc<Self>, event: &Event) {
        if let Some(message) = event.dyn_ref::<MessageEvent>() {
            let id = message.last_event_id();
            if !id.is_empty() {
                self.heard.replace(id);
            }
            self.gather(&message.data().as_string().unwrap_or_default());
        } else if self.state() == Some(EventSource::CLOSED) {
            // Turned away, perhaps because nobody is signed in any more: asking for something tells.
            self.live.news.set(ANEW.to_owned());
            let stream = Rc::clone(self);
            set_timeout(move || stream.look(), AGAIN);
            self.say_when_lost();
        } else {
            self.look();
        }
    }

    fn say_when_lost(self: &Rc<Self>) {
        let stream = Rc::clone(self);
        let lost = move || {
            let lost = stream.state().is_some_and(|state| state != EventSource::OPEN);
            if lost && window().navigator().on_line() {
                stream.live.state.set(State::Lost);
            }
        };
        set_timeout(lost, PATIENCE);
    }

    fn gather(self: &Rc<Self>, line: &str) {
        self.gathered.borrow_mut().push_str(line);
        if !self.resting.replace(true) {
            self.tell_after(GATHER);
        }
    }

    fn tell_after(self: &Rc<Self>, pause: Duration) {
        let stream = Rc::clone(self);
        let tell = move || {
            // Where no news come through, nothing that is asked would be answered either.
            if !stream.is_open() {
                return stream.tell_after(REST);
            }
            let gathered = stream.gathered.take();
            if gathered.is_empty() {
                stream.resting.set(false);
            } else {
                stream.live.news.set(gathered);
                stream.tell_after(REST);
            }
        };
        set_timeout(tell, pause);
    }
}
