//! A short word at the edge of the screen that something was done, or was not; read aloud politely.

use std::time::Duration;

use leptos::prelude::*;

use super::icon::{self, Icon};

const STAYS: Duration = Duration::from_secs(4);

#[derive(Clone)]
struct Word {
    icon: &'static str,
    text: String,
}

/// Where a page puts such a word.
#[derive(Clone, Copy)]
pub struct Toasts {
    word: RwSignal<Option<Word>>,
    /// Counts the words, so that only the latest is taken away by its own clock.
    shown: RwSignal<u32>,
}

impl Toasts {
    /// Provides the place to everything below; [`ToastView`] shows it.
    pub fn provide() -> Self {
        let toasts = Self { word: RwSignal::new(None), shown: RwSignal::new(0) };
        provide_context(toasts);
        toasts
    }

    /// The place provided above. Without one, what is said is not shown.
    pub fn get() -> Self {
        use_context().unwrap_or_else(|| Self { word: RwSignal::new(None), shown: RwSignal::new(0) })
    }

    /// Shows a word for a few seconds.
    pub fn say(self, text: impl Into<String>) {
        self.show(Word { icon: icon::CHECK, text: text.into() });
    }

    /// The same of something that was not done.
    pub fn warn(self, text: impl Into<String>) {
        self.show(Word { icon: icon::WARNING, text: text.into() });
    }

    fn show(self, word: Word) {
        self.shown.update(|shown| *shown = shown.wrapping_add(1));
        let this = self.shown.get_untracked();
        self.word.set(Some(word));
        set_timeout(
            move || {
                if self.shown.try_get_untracked() == Some(this) {
                    self.word.set(None);
                }
            },
            STAYS,
        );
    }
}

/// The region that shows and announces.
#[component]
pub fn ToastView(toasts: Toasts) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            {move || {
                let Word { icon, text } = toasts.word.get()?;
                Some(view! { <p class="toast"><Icon path=icon /><span>{text}</span></p> })
            }}
        </div>
    }
}
