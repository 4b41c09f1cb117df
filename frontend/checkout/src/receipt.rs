//! Prints the receipt. The button does nothing without script, so it is hidden until then.

use leptos::prelude::window;

use crate::page::{find, listen};

/// Shows the button and lets it print.
pub fn start() {
    if let Some(button) = find("[data-print]") {
        let _ = button.remove_attribute("hidden");
        listen(&button, "click", |_| {
            let _ = window().print();
        });
    }
}
