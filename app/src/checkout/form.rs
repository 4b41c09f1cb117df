//! The form of the checkout page. Without JavaScript it is a plain form that the server checks.
//!
//! The cast: [`check`] looks at a value, on both sides; [`notes`] and [`summary`] show what was found and
//! live in the browser too; the rest is rendered by the server and never written to again, so nothing
//! typed before the script arrived is lost.

mod banks;
pub mod check;
mod input;
pub mod notes;
pub mod summary;

use domain::Locale;
use leptos::prelude::*;

use self::{banks::Banks, input::Input, summary::Summary};
use super::model::{Alert as Trouble, Form};
use crate::{
    i18n::{checkout, fill},
    ui::{
        alert::Alert,
        icon::{self, Icon},
    },
};

/// The form.
#[component]
pub fn CheckoutForm(form: Form) -> impl IntoView {
    let (locale, texts) = (form.locale, checkout::form(form.locale));
    let problems = summary::problems(&form);
    let Form { action, amount, fields, banks, bank_error, attempt, earlier, alert, .. } = form;
    let asked = alert == Some(Trouble::PaidBefore);
    let inputs = fields.into_iter().map(|field| view! { <Input field locale /> });
    view! {
        <form class="form" id="checkout-form" method="post" action=action novalidate data-locale=locale.tag()>
            {alert.map(|trouble| view! { <Notice trouble locale /> })}
            <Summary problems texts />
            {inputs.collect_view()}
            <Banks banks texts locale error=bank_error />
            <input type="hidden" name="attempt" value=attempt />
            {earlier.map(|token| view! { <input type="hidden" name="earlier" value=token /> })}
            <Pay amount locale asked />
        </form>
    }
}

#[component]
fn Notice(trouble: Trouble, locale: Locale) -> impl IntoView {
    let (texts, pages) = (checkout::form(locale), checkout::pages(locale));
    let (title, text) = match trouble {
        Trouble::BankUnreachable(bank) => {
            (fill(texts.bank_unreachable_title, &[("bank", &bank)]), texts.bank_unreachable_text)
        }
        Trouble::OutOfDate => (texts.out_of_date_title.to_owned(), texts.out_of_date_text),
        Trouble::PaidBefore => (pages.asked_title.to_owned(), pages.asked_text),
        Trouble::NoBank => (texts.bank_none_title.to_owned(), texts.bank_none_text),
    };
    view! { <Alert title text=text.to_owned() /> }
}

/// The button that carries the amount, within the thumb's reach, and what makes it safe. Who was asked
/// whether to pay again has a button of its own for it; the first one, which Enter presses, asks again.
#[component]
fn Pay(amount: String, locale: Locale, asked: bool) -> impl IntoView {
    let texts = checkout::form(locale);
    let class = if asked { "button wide" } else { "button main wide" };
    let again = asked.then(|| {
        view! {
            <button class="button main wide" id="pay-again" type="submit" name="again" value="yes">
                {checkout::pages(locale).pay_again}
            </button>
        }
    });
    view! {
        <div class="go">
            <button class=class id="pay" type="submit">
                {fill(texts.pay, &[("amount", &amount)])}
            </button>
            {again}
        </div>
        <p class="safe faint">
            <Icon path=icon::LOCK />
            <span>{texts.safe}</span>
        </p>
        <p class="sr" id="pay-status" role="status"></p>
    }
}
