//! The button, or both when the customer is asked whether to pay again: busy from the first tap, so that
//! nobody wonders whether it was felt.

use std::{rc::Rc, time::Duration};

use app::i18n::checkout;
use domain::Locale;
use leptos::prelude::{set_timeout, window};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, SubmitEvent};

use crate::page::{all, find, listen};

const BUTTONS: &str = ".go button";

/// A network that swallows the request must not leave the button busy for ever. Pressing it again is
/// safe: the attempt token makes both presses one usage.
const BUSY_AT_MOST: Duration = Duration::from_secs(20);

/// The buttons of the page.
#[derive(Clone)]
pub struct Pay {
    buttons: Rc<[HtmlElement]>,
    locale: Locale,
}

impl Pay {
    /// Back from the bank, the browser may show the page as it was left: then the button is free again.
    pub fn take_over(locale: Locale) -> Self {
        let pay = Self { buttons: all(BUTTONS).into(), locale };
        let back = pay.clone();
        listen(&window(), "pageshow", move |_| back.set_free());
        pay
    }

    pub fn is_busy(&self) -> bool {
        self.buttons.iter().any(|button| button.class_list().contains("busy"))
    }

    /// The button that was pressed turns its ring; none of them sends again.
    pub fn set_busy(&self, submit: &Event) {
        let pressed = submit.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        self.mark(true, pressed.or_else(|| self.buttons.first().cloned()).as_ref());
        let pay = self.clone();
        set_timeout(move || pay.set_free(), BUSY_AT_MOST);
    }

    fn set_free(&self) {
        self.mark(false, None);
    }

    fn mark(&self, busy: bool, pressed: Option<&HtmlElement>) {
        for button in &*self.buttons {
            let _ = button.class_list().toggle_with_force("busy", Some(button) == pressed);
            // Not `disabled`: that would take focus away.
            let _ = button.set_attribute("aria-disabled", if busy { "true" } else { "false" });
        }
        if let Some(status) = find("#pay-status") {
            status.set_text_content(busy.then_some(checkout::form(self.locale).opening_bank));
        }
    }
}
