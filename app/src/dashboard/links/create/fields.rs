//! The customer's fields as they are typed, and what can be done with them.

use domain::{
    Locale,
    identifier::{self, IdentifierKind},
};
use leptos::prelude::*;

use super::{
    super::draft::DraftField,
    inputs::ids,
    order::put,
    state::{Entry, State},
};
use crate::{i18n::fill, ui::field::FieldIds};

/// The parts of a customer's field that can be wrong.
pub const LABEL: &str = "label";
pub const LIMIT: &str = "limit";

/// One of the fields that customers will fill.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Stays the same while the field moves.
    pub id: u32,
    pub key: StoredValue<Option<String>>,
    pub kind: IdentifierKind,
    pub label: Entry,
    pub required: RwSignal<bool>,
    pub limit: Entry,
}

impl Asked {
    pub(super) fn new(id: u32, field: &DraftField) -> Self {
        Self {
            id,
            key: StoredValue::new(field.key.clone()),
            kind: field.kind,
            label: Entry::new(&field.label),
            required: RwSignal::new(field.required),
            limit: Entry::new(&field.limit),
        }
    }

    /// The label a customer will see, in this language where the merchant gave none.
    pub fn shown(self, locale: Locale) -> String {
        let own = self.label.value.with(|label| label.trim().to_owned());
        if own.is_empty() { self.kind.default_label(locale).to_owned() } else { own }
    }

    /// The ids around one of its parts.
    pub fn ids(self, part: &str) -> FieldIds {
        ids(&format!("asked-{}-{part}", self.id))
    }

    pub(super) fn draft(self) -> DraftField {
        DraftField {
            key: self.key.get_value(),
            kind: self.kind,
            label: self.label.value.get(),
            required: self.required.get(),
            limit: self.limit.value.get(),
        }
    }
}

impl State {
    /// Whether one more field of this kind can be asked for.
    pub fn can_ask(self, kind: IdentifierKind) -> bool {
        self.asked.with(|asked| {
            let once = kind != IdentifierKind::Text && asked.iter().any(|asked| asked.kind == kind);
            asked.len() < identifier::MOST && !once
        })
    }

    /// Adds a field at the end.
    pub fn ask(self, kind: IdentifierKind) -> Asked {
        let id = self.next_id.get_value();
        self.next_id.set_value(id + 1);
        let added = Asked::new(id, &DraftField::of(kind));
        self.asked.update(|asked| asked.push(added));
        added
    }

    /// Takes a field away.
    pub fn ask_no_more(self, id: u32) {
        self.asked.update(|asked| asked.retain(|asked| asked.id != id));
        self.said.set(String::new());
    }

    /// Where a field stands.
    pub fn place(self, id: u32) -> usize {
        self.asked.with(|asked| asked.iter().position(|asked| asked.id == id)).unwrap_or_default()
    }

    /// Moves a field to another place and says so; a place beyond the end is the last.
    pub fn put(self, id: u32, to: usize) {
        let from = untrack(|| self.place(id));
        let last = self.asked.with_untracked(Vec::len).saturating_sub(1);
        if from == to.min(last) {
            return;
        }
        self.asked.update(|asked| put(asked, from, to));
        let moved = self.asked.with_untracked(|asked| asked.iter().find(|asked| asked.id == id).copied());
        let label = untrack(|| moved.map(|moved| moved.shown(self.words.locale)).unwrap_or_default());
        let (place, count) = (to.min(last) + 1, last + 1);
        let values =
            [("label", label.as_str()), ("place", &place.to_string()), ("count", &count.to_string())];
        self.said.set(fill(self.texts().moved, &values));
    }
}
