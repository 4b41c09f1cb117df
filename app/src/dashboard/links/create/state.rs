//! What is typed into the form, and what is wrong with it.

use leptos::prelude::*;

use super::{
    super::{
        draft::{Draft, Problem, field},
        model::FormStart,
    },
    adding::{Adder, Kind},
    fields::{Asked, LABEL, LIMIT},
    inputs::ids,
    order::Drag,
};
use crate::{
    dashboard::words::Words,
    error::AppError,
    i18n::dashboard::{self, MakeTexts, make},
};

/// A text as typed and, once it was left or sent, what is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub value: RwSignal<String>,
    pub error: RwSignal<Option<String>>,
}

impl Entry {
    pub(super) fn new(value: &str) -> Self {
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

/// What the server has said of a slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlugSaid {
    Nothing,
    /// The one that is typed.
    Free,
    Taken(String),
}

/// The whole form.
#[derive(Clone, Copy)]
pub struct State {
    pub words: Words,
    /// By the name of the field, from top to bottom.
    entries: StoredValue<Vec<(&'static str, Entry)>>,
    pub currency: RwSignal<String>,
    pub asked: RwSignal<Vec<Asked>>,
    pub(super) next_id: StoredValue<u32>,
    /// The field that is being dragged.
    pub drag: RwSignal<Option<Drag>>,
    /// What was just done to the fields, for who cannot see it.
    pub said: RwSignal<String>,
    /// Of accounts to pay to, of redirect URLs and of customers.
    adders: StoredValue<(Adder, Adder, Adder)>,
    /// The earliest expiry that makes sense, as the control writes it.
    earliest: StoredValue<String>,
    /// The control of the expiry holds half a moment.
    pub unfinished: RwSignal<bool>,
    /// When the link would expire, in words.
    pub expires: RwSignal<String>,
    /// What the server has said of the slug.
    pub slug: RwSignal<SlugSaid>,
    /// The summary shows after a send that failed, until all is mended.
    pub summary: RwSignal<bool>,
    /// Trouble that no field is to blame for.
    pub trouble: RwSignal<Option<AppError>>,
    pub busy: RwSignal<bool>,
}

impl State {
    pub fn new(draft: &Draft, start: &FormStart) -> Self {
        let asked: Vec<_> = (0..).zip(&draft.fields).map(|(id, field)| Asked::new(id, field)).collect();
        let entries = [
            (field::AMOUNT, &draft.amount),
            (field::REFERENCE, &draft.reference),
            (field::TITLE, &draft.title),
            (field::DESCRIPTION, &draft.description),
            (field::DESTINATION, &draft.destination),
            (field::CUSTOMER, &draft.customer),
            (field::NAME, &draft.name),
            (field::SLUG, &draft.slug),
            (field::MAX_USAGES, &draft.max_usages),
            (field::EXPIRES_AT, &draft.expires_at),
            (field::REDIRECT_URL, &draft.redirect_url),
            (field::CANCEL_URL, &draft.cancel_url),
        ];
        let (destination, url) = start.adding.clone().map(|forms| (forms.destination, forms.url)).unzip();
        Self {
            words: Words::get(),
            entries: StoredValue::new(entries.map(|(name, value)| (name, Entry::new(value))).to_vec()),
            currency: RwSignal::new(draft.currency.clone()),
            next_id: StoredValue::new(u32::try_from(asked.len()).unwrap_or_default()),
            asked: RwSignal::new(asked),
            drag: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            adders: StoredValue::new((
                Adder::new(Kind::Destination, start.destinations.clone(), destination),
                Adder::new(Kind::Url, start.redirect_urls.clone(), url),
                Adder::new(Kind::Customer, start.customers.clone(), start.adding_customer.clone()),
            )),
            earliest: StoredValue::new(start.earliest.clone()),
            unfinished: RwSignal::new(false),
            expires: RwSignal::new(start.preview.expires.clone()),
            slug: RwSignal::new(SlugSaid::Nothing),
            summary: RwSignal::new(false),
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// The words of the page, also where nothing else knows its language: when something was pressed.
    pub fn texts(self) -> &'static MakeTexts {
        make(self.words.locale)
    }

    /// The accounts to pay to.
    pub fn destinations(self) -> Adder {
        self.adders.with_value(|(destinations, ..)| *destinations)
    }

    /// The redirect URLs.
    pub fn redirect_urls(self) -> Adder {
        self.adders.with_value(|(_, urls, _)| *urls)
    }

    /// The customers.
    pub fn customers(self) -> Adder {
        self.adders.with_value(|(.., customers)| *customers)
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
            customer: self.text(field::CUSTOMER),
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
        // The customer's fields stand before what comes after the payment.
        let place = placed.iter().position(|placed| placed.name == field::REDIRECT_URL).unwrap_or_default();
        placed.splice(place..place, asked.collect::<Vec<_>>());
        placed
    }

    /// What the draft itself knows, and what only this page does.
    fn problems(self) -> Vec<Problem> {
        let mut problems = untrack(|| self.draft().problems(self.words.locale));
        let text = |name| self.entry(name).value.with_untracked(|text| text.trim().to_owned());
        let (slug, expires) = (text(field::SLUG), text(field::EXPIRES_AT));
        // Both are written from the year down to the minute, so their order is that of their letters.
        let past = !expires.is_empty() && self.earliest.with_value(|earliest| expires < *earliest);
        let taken = self.slug.with_untracked(|said| *said == SlugSaid::Taken(slug));
        let own = [
            (self.unfinished.get_untracked(), field::EXPIRES_AT, self.texts().expires_unfinished),
            (past, field::EXPIRES_AT, self.texts().expires_past),
            (taken, field::SLUG, self.texts().slug_taken),
        ];
        let own = own.into_iter().filter(|(wrong, ..)| *wrong);
        problems.extend(own.map(|(_, field, text)| (field.to_owned(), text.to_owned())));
        problems
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
}
