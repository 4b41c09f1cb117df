//! What stands below a control: its error, advice, and how much room is left.

use domain::Locale;
use leptos::prelude::*;

use crate::{
    i18n::checkout,
    ui::{
        field::{FieldError, FieldIds},
        icon::{self, Icon},
    },
};

/// The texts, empty where there is nothing to say.
#[derive(Clone, Copy)]
pub struct NoteTexts {
    pub error: Signal<String>,
    pub question: Signal<String>,
    pub room: Signal<String>,
}

impl NoteTexts {
    /// Notes that stay as they are.
    pub fn fixed(error: Option<String>, question: Option<String>, room: Option<String>) -> Self {
        let fixed = |text: Option<String>| Signal::stored(text.unwrap_or_default());
        Self { error: fixed(error), question: fixed(question), room: fixed(room) }
    }
}

/// The notes, always there and hidden while empty: the browser takes over exactly what the server made.
#[component]
pub fn Notes(ids: FieldIds, texts: NoteTexts, locale: Locale) -> impl IntoView {
    let NoteTexts { error, question, room } = texts;
    view! {
        <FieldError id=ids.error text=error />
        <p class="advice" hidden=empty(question)>
            <Icon path=icon::NOTICE />
            <span>
                <span id=ids.advice>{question}</span>
                " "
                <button class="link scripted" type="button" data-take>
                    {checkout::form(locale).advice_use}
                </button>
            </span>
        </p>
        <p class="hint" hidden=empty(room)>
            {room}
        </p>
    }
}

fn empty(text: Signal<String>) -> Signal<bool> {
    Signal::derive(move || text.with(String::is_empty))
}
