//! What waits until typing pauses.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

/// A pause that starts anew with every keystroke.
#[derive(Clone, Copy)]
pub struct Pause {
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Pause {
    /// Ends with the part of the page that has it.
    pub fn new() -> Self {
        let pause = Self { waiting: StoredValue::new(None) };
        on_cleanup(move || pause.stop());
        pause
    }

    /// Runs when nothing has started it anew for so long.
    pub fn start(self, length: Duration, run: impl FnOnce() + 'static) {
        self.stop();
        self.waiting.set_value(set_timeout_with_handle(run, length).ok());
    }

    pub fn stop(self) {
        if let Some(handle) = self.waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
