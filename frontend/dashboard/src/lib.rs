//! The dashboard bundle: takes over the page the server rendered, and is a single-page app from then on.
//! What only one page needs is split off into a module that is loaded when that page is opened.

// The types of views are as deep as the pages.
#![recursion_limit = "256"]

use app::dashboard::{LazyPages, NEW_LINK};
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    spawn_local(async {
        // What takes over the page must be there when it does.
        if window().location().pathname().is_ok_and(|path| path == NEW_LINK) {
            __preload_new_link().await;
        }
        leptos::mount::hydrate_body(|| {
            provide_context(LazyPages { new_link: || Box::pin(new_link()) });
            app::App()
        });
        request_animation_frame(mark_live);
    });
}

#[lazy]
fn new_link() -> AnyView {
    app::dashboard::new_link()
}

/// Tells programs that drive the page that it answers from now on; before, it only shows.
fn mark_live() {
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-live", "");
    }
}
