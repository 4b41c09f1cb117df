//! Counts down to a deadline that is near, and asks the server again when it has passed.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::page::{all, find, mark, open_anew};

/// Starts every countdown of the page.
pub fn start() {
    for element in all::<HtmlElement>("[data-seconds-left]") {
        if let Ok(seconds) = mark(&element, "data-seconds-left").parse::<i64>() {
            let _ = element.remove_attribute("hidden");
            tick(element, now() + seconds * 1000);
        }
    }
}

fn tick(element: HtmlElement, deadline: i64) {
    let left = (deadline - now()).max(0) / 1000;
    let time = format!("{}:{:02}", left / 60, left % 60);
    element.set_text_content(Some(&mark(&element, "data-text").replace("{time}", &time)));
    if left > 0 {
        set_timeout(move || tick(element, deadline), Duration::from_millis(250));
    } else if let Ok(Some(ends)) = element.closest("[data-ends]") {
        // Only this is over: the page beside it is still being filled in.
        let _ = ends.set_attribute("hidden", "");
    } else if find("main[data-page=checkout]").is_some() && find(".busy").is_none() {
        // A moment more, so that the server agrees that it is over.
        set_timeout(open_anew, Duration::from_secs(2));
    }
}

/// Milliseconds of the browser's clock. Only differences are used, so a wrong clock does no harm.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are far below the limit")]
fn now() -> i64 {
    js_sys::Date::now() as i64
}
