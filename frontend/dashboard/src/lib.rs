//! The dashboard bundle: takes over the page the server rendered, and is a single-page app from then on.
//! What only one page needs is split off into a module that is loaded when that page is opened.

// The types of views are as deep as the pages.
#![recursion_limit = "256"]

use app::dashboard::{LazyPages, NEW_LINK};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// When what a page needs could not be loaded.
const AGAIN: Duration = Duration::from_secs(3);

/// Runs when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    spawn_local(async {
        // What takes over the page must be there when it does.
        if window().location().pathname().is_ok_and(|path| path == NEW_LINK) && load_new_link().await.is_err()
        {
            return set_timeout(load_document, AGAIN);
        }
        leptos::mount::hydrate_body(|| {
            provide_context(LazyPages { new_link: || Box::pin(new_link_or_anew()) });
            app::App()
        });
        request_animation_frame(mark_live);
    });
}

/// A page's module, or why it is not there.
#[allow(clippy::unnecessary_wraps, reason = "what calls it also loads the module, which may fail")]
#[wasm_split(new_link, wasm_split_path = leptos::wasm_split, fallible, preload(load_new_link))]
fn new_link() -> Result<AnyView, SplitLoaderError> {
    Ok(app::dashboard::new_link())
}

/// The page; or, when its module cannot be loaded, the whole document anew. A server that was upgraded has other
/// modules than those of the open page.
async fn new_link_or_anew() -> AnyView {
    if let Ok(page) = new_link().await {
        return page;
    }
    load_document();
    ().into_any()
}

fn load_document() {
    let _ = window().location().set_href(NEW_LINK);
}

/// Tells programs that drive the page that it answers from now on; before, it only shows.
fn mark_live() {
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-live", "");
    }
}
