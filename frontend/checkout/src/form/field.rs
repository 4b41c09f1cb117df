//! One field, or the choice of a bank: what is typed, and what there is to say about it.

use app::{
    checkout::form::{
        check,
        notes::{NoteTexts, Notes, NotesProps},
        summary::{BANK, Problem},
    },
    i18n::checkout,
    ui::field::FieldIds,
};
use domain::{Locale, identifier::Identifier};
use leptos::{mount::hydrate_from, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use crate::page::{find, mark};

/// A live field.
pub struct Live {
    pub key: String,
    pub notes: HtmlElement,
    locale: Locale,
    label: String,
    /// None for the bank, which is only missing or there.
    identifier: Option<Identifier>,
    control: HtmlElement,
    error: RwSignal<String>,
    advice: RwSignal<String>,
    question: RwSignal<String>,
    room: RwSignal<String>,
}

impl Live {
    /// Reads from the page what the server knew and takes over the notes.
    pub fn take_over(locale: Locale, notes: &Element) -> Option<Self> {
        let key = mark(notes, "data-key");
        let ids = FieldIds::of(&key);
        let (error, advice) = (mark(notes, "data-error"), mark(notes, "data-advice"));
        let question = if advice.is_empty() { String::new() } else { check::question(locale, &advice) };
        let live = Self {
            locale,
            label: mark(notes, "data-label"),
            identifier: identifier(&key, notes),
            control: find(&format!("#{}", ids.control))?,
            notes: notes.clone().dyn_into().ok()?,
            key,
            error: RwSignal::new(error),
            advice: RwSignal::new(advice),
            question: RwSignal::new(question),
            room: RwSignal::new(String::new()),
        };
        live.room.set(live.room_left());
        let texts =
            NoteTexts { error: live.error.into(), question: live.question.into(), room: live.room.into() };
        hydrate_from(live.notes.clone(), move || Notes(NotesProps { ids, texts, locale })).forget();
        Some(live)
    }

    /// What has to be corrected, for the summary.
    pub fn problem(&self) -> impl Fn() -> Option<Problem> + Send + Sync + 'static {
        let (error, control) = (self.error, self.control.id());
        move || {
            let text = error.get();
            (!text.is_empty()).then(|| Problem { control: control.clone(), text })
        }
    }

    fn value(&self) -> String {
        if self.key == BANK {
            return find("#checkout-form [name=bank]:checked").map(|_| BANK.to_owned()).unwrap_or_default();
        }
        let input = self.control.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
        let text = || self.control.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
        input.or_else(text).unwrap_or_default()
    }

    fn room_left(&self) -> String {
        let room = |identifier| check::room(self.locale, identifier, &self.value());
        self.identifier.as_ref().and_then(room).unwrap_or_default()
    }

    /// Shows what the value lacks; true when it lacks nothing.
    pub fn check(&self) -> bool {
        let value = self.value();
        let error = match &self.identifier {
            Some(identifier) => check::error(self.locale, identifier, &self.label, &value),
            None => value.is_empty().then(|| checkout::form(self.locale).bank_missing.to_owned()),
        };
        let fine = error.is_none();
        self.show(error.unwrap_or_default());
        self.advise(&value);
        fine
    }

    fn show(&self, error: String) {
        // On the choice of a bank it is the group that is wrong, which its note says.
        if self.key != BANK {
            let _ =
                self.control.set_attribute("aria-invalid", if error.is_empty() { "false" } else { "true" });
        }
        self.error.set(error);
    }

    fn advise(&self, value: &str) {
        let advice = self.identifier.as_ref().and_then(|identifier| check::advice(identifier, value));
        self.question
            .set(advice.as_ref().map(|email| check::question(self.locale, email)).unwrap_or_default());
        self.advice.set(advice.unwrap_or_default());
    }

    /// When a field is left. The choice of a bank is left and entered with every arrow key: Pay checks it.
    pub fn left(&self) {
        if self.key != BANK {
            self.check();
        }
    }

    /// While typing: an error shown before goes or changes, but none appears.
    pub fn recheck(&self) {
        self.room.set(self.room_left());
        if !self.error.with_untracked(String::is_empty) {
            self.check();
        } else if !self.advice.with_untracked(String::is_empty) {
            self.advise(&self.value());
        }
    }

    /// Writes the address the customer meant.
    pub fn take_advice(&self) {
        if let Some(input) = self.control.dyn_ref::<HtmlInputElement>() {
            input.set_value(&self.advice.get_untracked());
            let _ = input.focus();
        }
        self.check();
    }
}

fn identifier(key: &str, notes: &Element) -> Option<Identifier> {
    Some(Identifier {
        key: key.to_owned(),
        kind: mark(notes, "data-kind").parse().ok()?,
        display_label: None,
        required: notes.has_attribute("data-required"),
        limit: mark(notes, "data-limit").parse().ok(),
    })
}
