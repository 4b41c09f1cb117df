//! The button: busy from the first tap, so that nobody wonders whether it was felt.

use std::time::Duration;

use app::i18n::checkout;
use domain::Locale;
use leptos::prelude::{set_timeout, window};
use web_sys::HtmlElement;

use crate::page::{find, listen};

/// A network that swallows the request must not leave the button busy for ever. Pressing it again is
/// safe: the attempt token makes both presses one usage.
const BUSY_AT_MOST: Duration = Duration::from_secs(20);

/// The button of the page.
#[derive(Clone)]
pub struct Pay {
    button: Option<HtmlElement>,
    locale: Locale,
}

impl Pay {
    /// Back from the bank, the browser may show the page as it was left: then the button is free again.
    pub fn take_over(locale: Locale) -> Self {
        let pay = Self { button: find("#pay"), locale };
        let back = pay.clone();
        listen(&window(), "pageshow", move |_| back.set_free());
        pay
    }

    pub fn is_busy(&self) -> bool {
        self.button.as_ref().is_some_and(|button| button.class_list().contains("busy"))
    }

    pub fn set_busy(&self) {
        self.mark(true);
        let pay = self.clone();
        set_timeout(move || pay.set_free(), BUSY_AT_MOST);
    }

    fn set_free(&self) {
        self.mark(false);
    }

    fn mark(&self, busy: bool) {
        if let Some(button) = &self.button {
            let _ = button.class_list().toggle_with_force("busy", busy);
            // Not `disabled`: that would take focus away.
            let _ = button.set_attribute("aria-disabled", if busy { "true" } else { "false" });
        }
        if let Some(status) = find("#pay-status") {
            status.set_text_content(busy.then_some(checkout::form(self.locale).opening_bank));
        }
    }
}
