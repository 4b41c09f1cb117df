//! Makes the form live: a field is checked when it is left, an error goes the moment it is fixed, and the
//! first tap on Pay makes the button busy. Inputs are not written to, but for advice that is taken.
//!
//! The cast: [`field`] one field or the choice of a bank, [`summary`] what has to be corrected,
//! [`search`] the list of banks, [`pay`] the button.

mod field;
mod pay;
mod search;
mod summary;

use std::{cell::Cell, rc::Rc};

use domain::Locale;
use leptos::prelude::{Owner, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlFormElement};

use self::{field::Live, pay::Pay, summary::Summary};
use crate::{
    offline::is_offline,
    page::{all, find, listen, mark},
};

/// Takes over the form that the server rendered.
pub fn take_over() {
    let Some(form) = find("#checkout-form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
        return;
    };
    let Ok(locale) = mark(&form, "data-locale").parse::<Locale>() else { return };
    // Signals belong to an owner; this one lives as long as the page.
    let owner = Owner::new();
    owner.set();
    let notes = all::<Element>("#checkout-form .notes");
    let fields: Rc<[Live]> = notes.iter().filter_map(|notes| Live::take_over(locale, notes)).collect();
    let summary = Summary::take_over(&fields);
    check_while_filled(&form, &fields);
    check_before_sent(&form, &fields, summary, Pay::take_over(locale));
    search::start(locale);
    std::mem::forget(owner);
}

/// The field an event is about, and what is typed there.
fn typed<'fields>(fields: &'fields [Live], event: &Event) -> Option<&'fields Live> {
    let name = event.target()?.dyn_into::<Element>().ok()?.get_attribute("name")?;
    fields.iter().find(|field| field.key == name)
}

fn check_while_filled(form: &HtmlFormElement, fields: &Rc<[Live]>) {
    let on = |name, react: fn(&[Live], &Event)| {
        let fields = Rc::clone(fields);
        listen(form, name, move |event| react(&fields, &event));
    };
    on("input", |fields, event| {
        if let Some(field) = typed(fields, event) {
            field.recheck();
        }
    });
    on("focusout", |fields, event| {
        // Pay checks everything itself; an error appearing under the finger would move the button away.
        if let Some(field) = typed(fields, event).filter(|_| !leads_to_pay(event)) {
            field.left();
        }
    });
    on("click", |fields, event| {
        let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(button) = button.filter(|button| button.has_attribute("data-take")) {
            for field in fields.iter().filter(|field| field.notes.contains(Some(&button))) {
                field.take_advice();
            }
        }
    });
}

fn leads_to_pay(event: &Event) -> bool {
    let next = event.dyn_ref::<FocusEvent>().and_then(FocusEvent::related_target);
    next.and_then(|next| next.dyn_into::<Element>().ok()).is_some_and(|next| next.id().starts_with("pay"))
}

fn check_before_sent(form: &HtmlFormElement, fields: &Rc<[Live]>, summary: Summary, pay: Pay) {
    let (fields, warned) = (Rc::clone(fields), Cell::new(false));
    listen(form, "submit", move |event| {
        // Sent without a connection, the form would give way to the browser's own page: who insists may try.
        if pay.is_busy() || (is_offline() && !warned.replace(true)) {
            return event.prevent_default();
        }
        // Every field is checked, not only up to the first error.
        let wrong = fields.iter().filter(|field| !field.check()).count();
        if wrong == 0 {
            return pay.set_busy(&event);
        }
        event.prevent_default();
        let summary = summary.clone();
        summary.show();
        // It can take focus once it is shown.
        request_animation_frame(move || summary.focus());
    });
}
