//! Finding things in the page, and hearing from them.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement};

/// The first element a selector matches.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Every element a selector matches.
pub fn all<T: JsCast>(selector: &str) -> Vec<T> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

/// Asks for the page's address again. Unlike a reload this never sends a form a second time, nor asks whether to.
pub fn open_anew() {
    let location = window().location();
    let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    let _ = location.replace(&(path + &query));
}

/// A `data-` attribute, empty when it is not there.
pub fn mark(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Calls back at every event of this name, for as long as the page lives.
pub fn listen(target: &EventTarget, name: &str, callback: impl Fn(Event) + 'static) {
    let callback = Closure::<dyn Fn(Event)>::new(callback);
    let _ = target.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    callback.forget();
}
