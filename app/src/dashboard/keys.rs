//! The keys that work everywhere, and the palette: one field that finds links and leads to pages. What they open
//! comes from the server and opens by buttons too; this only presses them.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::links;
use crate::ui::drawer::dialog_is_open;

/// How long a pause in typing starts the search.
const PAUSE: Duration = Duration::from_millis(150);

/// What the arrow keys move through: the rows of a table and what the palette has found.
const ROWS: &str = ".whole-row, [data-found] a";

/// `/` searches, `n` makes a new link, `?` shows the keys, Ctrl or ⌘ K opens the palette, arrows move through
/// rows; keys of one letter wherever no text is being written, and until they are turned off.
pub fn listen() {
    let navigate = use_navigate();
    Effect::new(move || {
        let navigate = navigate.clone();
        let pressed = window_event_listener(ev::keydown, move |event| {
            let done = match key(&event).as_str() {
                _ if event.default_prevented() || event.alt_key() => false,
                "k" if event.ctrl_key() || event.meta_key() => press("[popovertarget=palette]"),
                _ if event.ctrl_key() || event.meta_key() => false,
                "arrowdown" => step(&event, 1),
                "arrowup" => step(&event, -1),
                _ if is_writing(&event) || dialog_is_open() || are_letters_off() => false,
                "/" => focus("[data-search]"),
                "?" => press("[popovertarget=shortcuts]"),
                "n" => {
                    navigate(links::NEW, NavigateOptions::default());
                    true
                }
                _ => false,
            };
            if done {
                event.prevent_default();
            }
        });
        on_cleanup(move || pressed.remove());
    });
    search_while_typing();
    offer_letters();
}

fn offer_letters() {
    Effect::new(move || {
        let opened = window_event_listener(ev::click, move |event| {
            let opens =
                |target: Element| target.closest("[popovertarget=shortcuts]").ok().flatten().is_some();
            let field = document().query_selector("[data-letters]").ok().flatten();
            if let (true, Some(field)) = (target(&event).is_some_and(opens), field)
                && let Ok(field) = field.dyn_into::<HtmlInputElement>()
            {
                field.set_checked(!are_letters_off());
            }
        });
        let changed = window_event_listener(ev::change, move |event| {
            let field = target(&event).filter(|field| field.has_attribute("data-letters"));
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                keep_letters(&field);
            }
        });
        on_cleanup(move || {
            opened.remove();
            changed.remove();
        });
    });
}

/// The key, in lower case; where another alphabet is written, the one that stands in its place on a Latin keyboard.
fn key(event: &KeyboardEvent) -> String {
    let key = event.key();
    if key.is_ascii() {
        return key.to_ascii_lowercase();
    }
    match event.code().as_str() {
        "KeyK" => "k",
        "KeyN" => "n",
        "Slash" if event.shift_key() => "?",
        "Slash" => "/",
        _ => "",
    }
    .to_owned()
}

/// Who speaks to the computer, or presses keys without meaning to, can turn keys of one letter off.
const LETTERS: &str = "remit-letters";
const OFF: &str = "off";

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn are_letters_off() -> bool {
    storage().and_then(|storage| storage.get_item(LETTERS).ok().flatten()).is_some_and(|kept| kept == OFF)
}

/// The box in the list of keys shows how it is, and changes it.
fn keep_letters(field: &HtmlInputElement) {
    if let Some(storage) = storage() {
        let _ = if field.checked() { storage.remove_item(LETTERS) } else { storage.set_item(LETTERS, OFF) };
    }
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

fn is_writing(event: &KeyboardEvent) -> bool {
    target(event).is_some_and(|target| {
        target.matches("input, textarea, select, [contenteditable], dialog *, .dialog *").unwrap_or(false)
    })
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn press(selector: &str) -> bool {
    find(selector).map(|button| button.click()).is_some()
}

fn focus(selector: &str) -> bool {
    find(selector).is_some_and(|search| search.focus().is_ok())
}

/// From row to row, and between the palette's field and what it has found.
fn step(event: &KeyboardEvent, by: i32) -> bool {
    let Some(from) = target(event) else { return false };
    let palette = from.closest("#palette").ok().flatten();
    if palette.is_none() && !from.matches(ROWS).unwrap_or(false) {
        return false;
    }
    let all = match &palette {
        Some(palette) => palette.query_selector_all("input, [data-found] a"),
        None => document().query_selector_all(ROWS),
    };
    let Ok(all) = all else { return false };
    let at =
        (0..all.length()).find(|index| all.item(*index).is_some_and(|node| node.is_same_node(Some(&from))));
    let next = at.and_then(|at| all.item(at.checked_add_signed(by)?));
    next.and_then(|node| node.dyn_into::<HtmlElement>().ok()).is_some_and(|row| row.focus().is_ok())
}

/// Asks the server what the palette's field finds, when typing pauses; and closes the palette behind who follows
/// one of its links.
fn search_while_typing() {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        let typed = window_event_listener(ev::input, move |event| {
            let field = target(&event).filter(|field| field.matches("#palette input").unwrap_or(false));
            let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
                handle.clear();
            }
            let search = move || {
                let q = field.value();
                spawn_local(async move {
                    let found = links::found(q.clone()).await;
                    // What was asked for before the last letter no longer matters.
                    if let (Ok(found), Some(place)) = (found, find("[data-found]"))
                        && field.value() == q
                    {
                        place.set_inner_html(&found.0);
                    }
                });
            };
            waiting.set_value(set_timeout_with_handle(search, PAUSE).ok());
        });
        let followed = window_event_listener(ev::click, move |event| {
            if target(&event)
                .is_some_and(|target| target.closest("#palette a").is_ok_and(|link| link.is_some()))
            {
                // That is a click itself, and this one has to be over first.
                request_animation_frame(|| {
                    press("#palette [popovertargetaction=hide]");
                });
            }
        });
        on_cleanup(move || {
            typed.remove();
            followed.remove();
        });
    });
}
