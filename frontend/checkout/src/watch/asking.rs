//! Asks for the status now and then, where no stream comes through.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, Response};

use super::{is_news, url};

/// Seconds between questions: often at first, when a bank usually answers; then patiently.
const PAUSES: [u64; 6] = [1, 1, 2, 2, 3, 5];
/// After this many questions the customer has probably gone.
const MANY: usize = 60;
const PATIENT: u64 = 15;

/// Asks after a pause, until there is news.
pub(super) fn later(watched: HtmlElement, asked: usize) {
    let last = PAUSES[PAUSES.len() - 1];
    let pause = if asked > MANY { PATIENT } else { PAUSES.get(asked).copied().unwrap_or(last) };
    set_timeout(move || ask(watched, asked), Duration::from_secs(pause));
}

fn ask(watched: HtmlElement, asked: usize) {
    if document().hidden() {
        return later(watched, asked);
    }
    spawn_local(async move {
        // No answer is no news: a lost connection is not the end of a payment.
        match status(&url(&watched)).await {
            Ok(status) if is_news(&watched, &status) => {}
            _ => later(watched, asked + 1),
        }
    });
}

async fn status(url: &str) -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(url)).await?.dyn_into()?;
    if response.ok() { JsFuture::from(response.json()?).await } else { Err(JsValue::NULL) }
}
