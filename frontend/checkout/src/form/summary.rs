//! The list above the form of what has to be corrected.

use app::checkout::form::summary::{Problems, ProblemsProps};
use leptos::{mount::hydrate_from, prelude::*};
use web_sys::HtmlElement;

use super::field::Live;
use crate::page::find;

/// The summary of the page. Once shown it stays current, and goes when all is fixed.
#[derive(Clone)]
pub struct Summary {
    element: Option<HtmlElement>,
    shown: RwSignal<bool>,
}

impl Summary {
    /// Takes over the list that the server rendered.
    pub fn take_over(fields: &[Live]) -> Self {
        let element = find("#summary");
        let shown = RwSignal::new(element.as_ref().is_some_and(|summary| !summary.hidden()));
        let all: Vec<_> = fields.iter().map(Live::problem).collect();
        let problems = Signal::derive(move || {
            if shown.get() { all.iter().filter_map(|problem| problem()).collect() } else { Vec::new() }
        });
        if let Some(list) = find("#problems") {
            hydrate_from(list, move || Problems(ProblemsProps { problems })).forget();
        }
        if let Some(summary) = element.clone() {
            Effect::new(move || summary.set_hidden(problems.with(Vec::is_empty)));
        }
        Self { element, shown }
    }

    pub fn show(&self) {
        self.shown.set(true);
    }

    pub fn focus(&self) {
        if let Some(element) = &self.element {
            let _ = element.focus();
        }
    }
}
