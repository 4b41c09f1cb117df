//! Waits for news: asks the status URL of the page, and shows the page anew when the answer differs.

use std::time::Duration;

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, Response};

use crate::page::{find, mark};

/// Seconds between questions: often at first, when a bank usually answers; then patiently.
const PAUSES: [u64; 6] = [1, 1, 2, 2, 3, 5];
/// After this many questions the customer has probably gone.
const MANY: usize = 60;
const PATIENT: u64 = 15;
/// Long enough for a screen reader to begin the announcement before the page changes.
const ANNOUNCE: Duration = Duration::from_millis(400);

/// Starts asking when the page has something to wait for.
pub fn start() {
    if let Some(main) = find("[data-watch]") {
        ask_later(main, 0);
    }
}

fn ask_later(main: HtmlElement, asked: usize) {
    let last = PAUSES[PAUSES.len() - 1];
    let pause = if asked > MANY { PATIENT } else { PAUSES.get(asked).copied().unwrap_or(last) };
    set_timeout(move || ask(main, asked), Duration::from_secs(pause));
}

fn ask(main: HtmlElement, asked: usize) {
    if document().hidden() {
        return ask_later(main, asked);
    }
    spawn_local(async move {
        // No answer is no news: a lost connection is not the end of a payment.
        match status(&mark(&main, "data-watch")).await {
            Ok(status) if differs(&main, &status) => show_news(),
            _ => ask_later(main, asked + 1),
        }
    });
}

async fn status(url: &str) -> Result<JsValue, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(url)).await?.dyn_into()?;
    if response.ok() { JsFuture::from(response.json()?).await } else { Err(JsValue::NULL) }
}

/// Whether the answer is not what the page shows.
fn differs(main: &HtmlElement, status: &JsValue) -> bool {
    let answered = |key: &str| Reflect::get(status, &key.into()).ok().filter(|value| !value.is_undefined());
    let new = |(key, attribute): (&str, &str)| {
        let shown = mark(main, attribute);
        answered(key).is_some_and(|value| value.as_string().unwrap_or_default() != shown)
    };
    // Which result page is shown follows from the two statuses, other pages are told apart by name.
    if mark(main, "data-page") == "result" {
        [("usage_status", "data-usage-status"), ("payment_status", "data-payment-status")]
            .into_iter()
            .any(new)
    } else {
        new(("page", "data-page"))
    }
}

fn show_news() {
    if let Some(news) = find("[data-news]") {
        news.set_text_content(news.get_attribute("data-news").as_deref());
    }
    set_timeout(
        || {
            let _ = window().location().reload();
        },
        ANNOUNCE,
    );
}
