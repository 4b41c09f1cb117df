//! What is typed into the form, and what is wrong with it.

use domain::identifier::{self, IdentifierKind};
use leptos::prelude::*;

use super::{
    super::draft::{Draft, DraftField, Problem, field},
    inputs::ids,
};
use crate::{dashboard::words::Words, error::AppError, i18n::dashboard, ui::field::FieldIds};

/// A text as typed and, once it was left or sent, what is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub value: RwSignal<String>,
    pub error: RwSignal<Option<String>>,
}

impl Entry {
    fn new(value: &str) -> Self {
        Self { value: RwSignal::new(value.to_owned()), error: RwSignal::new(None) }
    }
}

/// An entry where it stands in the form.
pub struct Placed {
    /// As the API names the field.
    pub name: String,
    /// The id of its control.
    pub control: String,
    pub entry: Entry,
}

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
    fn new(id: u32, field: &DraftField) -> Self {
        Self {
            id,
            key: StoredValue::new(field.key.clone()),
            kind: field.kind,
            label: Entry::new(&field.label),
            required: RwSignal::new(field.required),
            limit: Entry::new(&field.limit),
        }
    }

    /// The ids around one of its parts.
    pub fn ids(self, part: &str) -> FieldIds {
        ids(&format!("asked-{}-{part}", self.id))
    }

    fn draft(self) -> DraftField {
        DraftField {
            key: self.key.get_value(),
            kind: self.kind,
            label: self.label.value.get(),
            required: self.required.get(),
            limit: self.limit.value.get(),
        }
    }
}

/// The whole form.
#[derive(Clone, Copy)]
pub struct State {
    pub words: Words,
    /// By the name of the field, from top to bottom.
    entries: StoredValue<Vec<(&'static str, Entry)>>,
    pub currency: RwSignal<String>,
    pub asked: RwSignal<Vec<Asked>>,
    next_id: StoredValue<u32>,
    /// The summary shows after a send that failed, until all is mended.
    pub summary: RwSignal<bool>,
    /// Trouble that no field is to blame for.
    pub trouble: RwSignal<Option<AppError>>,
    pub busy: RwSignal<bool>,
}

impl State {
    pub fn new(draft: &Draft) -> Self {
        let asked: Vec<_> = (0..).zip(&draft.fields).map(|(id, field)| Asked::new(id, field)).collect();
        let entries = [
            (field::AMOUNT, &draft.amount),
            (field::REFERENCE, &draft.reference),
            (field::TITLE, &draft.title),
            (field::DESTINATION, &draft.destination),
            (field::DESCRIPTION, &draft.description),
            (field::MAX_USAGES, &draft.max_usages),
            (field::EXPIRES_AT, &draft.expires_at),
            (field::REDIRECT_URL, &draft.redirect_url),
            (field::CANCEL_URL, &draft.cancel_url),
            (field::NAME, &draft.name),
            (field::SLUG, &draft.slug),
        ];
        Self {
            words: Words::get(),
            entries: StoredValue::new(entries.map(|(name, value)| (name, Entry::new(value))).to_vec()),
            currency: RwSignal::new(draft.currency.clone()),
            next_id: StoredValue::new(u32::try_from(asked.len()).unwrap_or_default()),
            asked: RwSignal::new(asked),
            summary: RwSignal::new(false),
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// The entry of one of the fields of [`field`].
    pub fn entry(self, name: &str) -> Entry {
        let found = self
            .entries
            .with_value(|entries| entries.iter().find(|(own, _)| *own == name).map(|(_, entry)| *entry));
        found.unwrap_or_else(|| Entry::new(""))
    }

    /// What is typed into it.
    pub fn text(self, name: &str) -> String {
        self.entry(name).value.get()
    }

    /// Everything as it is typed now.
    pub fn draft(self) -> Draft {
        Draft {
            amount: self.text(field::AMOUNT),
            currency: self.currency.get(),
            reference: self.text(field::REFERENCE),
            title: self.text(field::TITLE),
            description: self.text(field::DESCRIPTION),
            name: self.text(field::NAME),
            destination: self.text(field::DESTINATION),
            fields: self.asked.get().into_iter().map(Asked::draft).collect(),
            max_usages: self.text(field::MAX_USAGES),
            expires_at: self.text(field::EXPIRES_AT),
            redirect_url: self.text(field::REDIRECT_URL),
            cancel_url: self.text(field::CANCEL_URL),
            slug: self.text(field::SLUG),
        }
    }

    /// Every entry with the name of its field and the id of its control, from top to bottom.
    pub fn entries(self) -> Vec<Placed> {
        let own = |(name, entry): &(&str, Entry)| Placed {
            name: (*name).to_owned(),
            control: ids(name).control,
            entry: *entry,
        };
        let mut placed: Vec<_> = self.entries.with_value(|entries| entries.iter().map(own).collect());
        let asked = self.asked.get().into_iter().enumerate().flat_map(|(index, asked)| {
            [(LABEL, asked.label), (LIMIT, asked.limit)].map(|(part, entry)| {
                let control = asked.ids(part).control;
                Placed { name: field::identifier(index, part), control, entry }
            })
        });
        // The customer's fields stand before the limits.
        let place = placed.iter().position(|placed| placed.name == field::MAX_USAGES).unwrap_or_default();
        placed.splice(place..place, asked.collect::<Vec<_>>());
        placed
    }

    fn problems(self) -> Vec<Problem> {
        untrack(|| self.draft().problems(self.words.locale))
    }

    /// Shows what is wrong with one entry, or that nothing is.
    pub fn check(self, entry: Entry) {
        let name = untrack(|| self.entries())
            .into_iter()
            .find(|placed| placed.entry == entry)
            .map(|placed| placed.name);
        let problem = self.problems().into_iter().find(|(field, _)| Some(field) == name.as_ref());
        entry.error.set(problem.map(|(_, text)| text));
    }

    /// While typing: an error shown before goes or changes, but none appears.
    pub fn recheck(self, entry: Entry) {
        if entry.error.with_untracked(Option::is_some) {
            self.check(entry);
        }
    }

    /// Checks everything; true when it can be sent.
    pub fn check_all(self) -> bool {
        let problems = self.problems();
        self.show(&problems);
        problems.is_empty()
    }

    /// Puts problems beside their fields; gives back those without a field.
    fn show(self, problems: &[Problem]) -> Vec<Problem> {
        let entries = untrack(|| self.entries());
        for Placed { name, entry, .. } in &entries {
            let problem = problems.iter().find(|(field, _)| field == name);
            entry.error.set(problem.map(|(_, text)| text.clone()));
        }
        let placed = |field: &str| entries.iter().any(|placed| placed.name == field);
        problems.iter().filter(|(field, _)| !placed(field)).cloned().collect()
    }

    /// The server refused: its words go beside the fields it names.
    pub fn refuse(self, error: AppError) {
        let own_name = |param: &str| param.strip_prefix("payment_details.").unwrap_or(param).to_owned();
        let words = |error: &domain::FieldError| dashboard::field_error(self.words.locale, error);
        let problems: Vec<_> =
            error.errors.iter().map(|error| (own_name(&error.param), words(error))).collect();
        let homeless = self.show(&problems);
        let trouble = problems.is_empty() || !homeless.is_empty();
        self.trouble.set(trouble.then_some(error));
        self.summary.set(true);
    }

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

    pub fn ask_no_more(self, id: u32) {
        self.asked.update(|asked| asked.retain(|asked| asked.id != id));
    }

    /// Moves a field one place up or down.
    pub fn shift(self, id: u32, up: bool) {
        self.asked.update(|asked| {
            let Some(place) = asked.iter().position(|asked| asked.id == id) else { return };
            let other =
                if up { place.checked_sub(1) } else { Some(place + 1).filter(|next| *next < asked.len()) };
            if let Some(other) = other {
                asked.swap(place, other);
            }
        });
    }
}
