//! The checkout bundle: makes the server's pages live. Every page works without it.
//!
//! The cast: [`form`] takes over the form, [`keep`] carries what was typed into another language,
//! [`watch`] waits for news of a payment or a free place, [`countdown`] counts down to a deadline,
//! [`offline`] says that there is no connection, [`receipt`] prints.

mod countdown;
mod form;
mod keep;
mod offline;
mod page;
mod receipt;
mod watch;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the module is loaded. A page has what it has: each part looks for its own mark.
#[wasm_bindgen(start)]
pub fn start() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    form::take_over();
    keep::start();
    watch::start();
    countdown::start();
    offline::start();
    receipt::start();
}
