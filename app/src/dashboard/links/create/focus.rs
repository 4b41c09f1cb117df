//! Moves focus to what is about to be there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Focuses the first element that a selector finds, once what was changed is drawn.
pub fn soon(selector: &str) {
    let selector = selector.to_owned();
    request_animation_frame(move || {
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}

/// The same by an id.
pub fn id_soon(id: &str) {
    soon(&format!("#{id}"));
}
