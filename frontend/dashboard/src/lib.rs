//! The dashboard bundle: takes over the page the server rendered, and is a single-page app from then on.

// The types of views are as deep as the pages.
#![recursion_limit = "256"]

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    request_animation_frame(mark_live);
}

/// Tells programs that drive the page that it answers from now on; before, it only shows.
fn mark_live() {
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-live", "");
    }
}
