//! Says that there is no connection, for as long as there is none.

use leptos::prelude::window;

use crate::page::{find, listen, mark};

/// Listens where the page has a place to say it.
pub fn start() {
    let Some(place) = find("[data-offline]") else { return };
    let say = move || {
        let text = if is_offline() { mark(&place, "data-offline") } else { String::new() };
        place.set_text_content(Some(&text));
    };
    say();
    for news in ["online", "offline"] {
        let say = say.clone();
        listen(&window(), news, move |_| say());
    }
}

/// Whether the browser knows of no network. A server on the same machine can be reached all the same.
pub fn is_offline() -> bool {
    !window().navigator().on_line()
}
